package io.barometer.alerting.receiver;

import java.util.regex.Pattern;

/**
 * Which e-mail addresses are taken: one plain mailbox of printable ASCII, so that neither a line
 * break nor a character that folds to one reaches a header.
 */
public final class EmailAddresses {

  private static final Pattern MAILBOX =
      Pattern.compile(
          "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
              + "@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");

  private EmailAddresses() {}

  public static boolean wellFormed(String address) {
    return address.length() <= 254
        && address.indexOf('@') <= 64
        && MAILBOX.matcher(address).matches();
  }
}
