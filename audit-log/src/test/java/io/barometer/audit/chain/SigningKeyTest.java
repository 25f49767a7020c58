package io.barometer.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SigningKeyTest {
  /** Test 1 of RFC 8032, section 7.1. */
  private static final String SEED =
      "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

  private static final String PUBLIC =
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
  private static final String SIGNATURE =
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555"
          + "fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b";

  private static SigningKey rfc() {
    byte[] der = HexFormat.of().parseHex("302e020100300506032b657004220420" + SEED);
    return SigningKey.parse(Base64.getEncoder().encodeToString(der) + "\n");
  }

  @Test
  void signsAsTheStandardSays() {
    SigningKey key = rfc();
    byte[] der = HexFormat.of().parseHex("302a300506032b6570032100" + PUBLIC);
    assertThat(key.publicKey().getPublicKey()).isEqualTo(Base64.getEncoder().encodeToString(der));
    assertThat(key.sign(new byte[0])).isEqualTo(SIGNATURE);
    assertThat(key.fingerprint()).isEqualTo(SealedForm.sha256(der));
    assertThat(key.toString()).doesNotContain(SEED).contains(key.fingerprint());
  }

  @Test
  void thePublicHalfVerifiesItsSignaturesAndNoOthers() {
    VerifyingKey key = VerifyingKey.parse(rfc().publicKey().getPublicKey());
    byte[] nothing = {};
    assertThat(key.verifies(nothing, SIGNATURE)).isTrue();
    assertThat(key.verifies(new byte[] {1}, SIGNATURE)).isFalse();
    assertThat(key.verifies(nothing, SIGNATURE.toUpperCase(java.util.Locale.ROOT))).isFalse();
    assertThat(key.verifies(nothing, SIGNATURE.replace('e', 'f'))).isFalse();
    assertThat(key.verifies(nothing, "")).isFalse();
    SigningKey other = SigningKey.parse(SigningKey.random());
    assertThat(key.verifies(nothing, other.sign(nothing))).isFalse();
  }

  @Test
  void whatIsNoKeyIsRefusedWithoutBeingTold() {
    String x25519 = "MC4CAQAwBQYDK2VuBCIEIKC9tsGtpYCVVpC7ZFNn1Gnq9uCLNSsYQPLwlTMQoUhe";
    for (String wrong : new String[] {"", "secret", "c2VjcmV0", x25519}) {
      assertThatThrownBy(() -> SigningKey.parse(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("it is no Ed25519 key in PKCS #8, base64");
    }
  }
}
