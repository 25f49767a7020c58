package io.barometer.alerting.receiver;

/** Why a destination is forbidden. */
public enum ForbiddenDestination {
  /** It is not an absolute address with a host. */
  MALFORMED("not an absolute address with a host"),
  /** It is not https. */
  HTTPS_ONLY("not https"),
  /** It holds a user or a password. */
  USERINFO("holds a user or a password"),
  /** It names a place of this machine or of a private network. */
  PRIVATE_ADDRESS("leads to this machine or to a private network"),
  /** Its host cannot be resolved. */
  UNRESOLVED("its host cannot be resolved");

  private final String words;

  ForbiddenDestination(String words) {
    this.words = words;
  }

  /** For sentences. */
  public String words() {
    return words;
  }
}
