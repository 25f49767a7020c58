package io.barometer.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.audit.chain.SigningKey;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditSigningTest {
  private static final String MAKE =
      "\"openssl genpkey -algorithm ed25519 -outform DER | base64 -w0\"";

  @Test
  void aStartWithoutAKeyIsToldHowToMakeOne() {
    for (Optional<String> missing : java.util.List.of(Optional.<String>empty(), Optional.of(" "))) {
      assertThat(new AuditSigning(missing).problems())
          .containsExactly(
              "barometer.audit.signing-key is not set: nothing is changed without a signed entry in"
                  + " the audit trail. Make a key with "
                  + MAKE
                  + ", keep it apart from the database, and set it");
    }
  }

  @Test
  void aMalformedKeyIsToldWithoutItsContent() {
    assertThat(new AuditSigning(Optional.of("secret")).problems())
        .containsExactly(
            "barometer.audit.signing-key: it is no Ed25519 key in PKCS #8, base64; make one with "
                + MAKE);
  }

  @Test
  void aGoodKeySigns() {
    var signing = new AuditSigning(Optional.of(SigningKey.random()));
    assertThat(signing.problems()).isEmpty();
    assertThat(signing.key().fingerprint()).matches("[0-9a-f]{64}");
  }
}
