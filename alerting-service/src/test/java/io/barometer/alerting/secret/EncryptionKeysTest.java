package io.barometer.alerting.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barometer.alerting.secret.EncryptionKeys.WrongKeyException;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class EncryptionKeysTest {
  private static final String OLD = key(1);
  private static final String NEW = key(2);
  private static final String PLACE = "receiver\nacme\nhook";

  @Test
  void what_is_sealed_opens_at_its_place_only() {
    EncryptionKeys keys = EncryptionKeys.parse(OLD);
    String sealed = keys.seal(PLACE, "whsec_abc");

    assertThat(EncryptionKeys.isSealed(sealed)).isTrue();
    assertThat(sealed).doesNotContain("whsec_abc").isNotEqualTo(keys.seal(PLACE, "whsec_abc"));
    assertThat(keys.open(PLACE, sealed)).isEqualTo("whsec_abc");
    assertThatThrownBy(() -> keys.open("receiver\nglobex\nhook", sealed))
        .isInstanceOf(WrongKeyException.class);
  }

  @Test
  void what_was_altered_does_not_open() {
    EncryptionKeys keys = EncryptionKeys.parse(OLD);
    String sealed = keys.seal(PLACE, "whsec_abc");
    char last = sealed.charAt(sealed.length() - 3);
    String altered =
        sealed.substring(0, sealed.length() - 3)
            + (last == 'A' ? 'B' : 'A')
            + sealed.substring(sealed.length() - 2);

    assertThatThrownBy(() -> keys.open(PLACE, altered)).isInstanceOf(WrongKeyException.class);
    assertThatThrownBy(() -> keys.open(PLACE, "whsec_abc")).isInstanceOf(WrongKeyException.class);
  }

  @Test
  void a_new_key_before_the_old_one_seals_and_both_open() {
    String before = EncryptionKeys.parse(OLD).seal(PLACE, "secret");
    EncryptionKeys both = EncryptionKeys.parse(NEW + ", " + OLD);
    String after = both.seal(PLACE, "secret");

    assertThat(both.open(PLACE, before)).isEqualTo("secret");
    assertThat(EncryptionKeys.parse(NEW).open(PLACE, after)).isEqualTo("secret");
    assertThatThrownBy(() -> EncryptionKeys.parse(NEW).open(PLACE, before))
        .isInstanceOf(WrongKeyException.class)
        .hasMessage("no key of barometer.encryption.keys opens it");
  }

  @Test
  void a_malformed_key_is_named_by_its_place_and_not_by_its_content() {
    assertThatThrownBy(() -> EncryptionKeys.parse(OLD + ",not-a-key"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("key 2 is not base64 of 32 bytes");
    assertThatThrownBy(() -> EncryptionKeys.parse("AAAA"))
        .hasMessage("key 1 is not base64 of 32 bytes");
  }

  private static String key(int fill) {
    byte[] bytes = new byte[32];
    java.util.Arrays.fill(bytes, (byte) fill);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
