package io.barometer.alerting.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EmailAddressesTest {

  @Test
  void plainMailboxesAreTaken() {
    for (String address : List.of("kim@example.com", "a.b+c@mail.example", "root@localhost")) {
      assertThat(EmailAddresses.wellFormed(address)).as(address).isTrue();
    }
  }

  @Test
  void lineBreaksAndWhatFoldsToThemAreRefused() {
    for (String address :
        List.of(
            "",
            "kim",
            "kim@",
            "@example.com",
            "kim@example.com\r\nBcc: all@example.com",
            "kim@example.com\n",
            "kim\u560A@example.com",
            "kim@exam\u2028ple.com",
            "Kim <kim@example.com>",
            "kim@example..com",
            "k".repeat(65) + "@example.com")) {
      assertThat(EmailAddresses.wellFormed(address)).as(address).isFalse();
    }
  }
}
