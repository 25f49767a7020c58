package io.barometer.alerting.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;

/**
 * Ids that are the same in every replay: version-8 UUIDs (RFC 9562) from the SHA-256 of what they
 * name, each part with its length.
 */
public final class Ids {

  private Ids() {}

  /** Of an alert: what a rule found on an account from one place of the score log on. */
  public static UUID alert(String tenantId, String accountId, String rule, long episode) {
    return of("alert", tenantId, accountId, rule, Long.toString(episode));
  }

  /** Of the alerts that a branch of the routing tells of together. */
  public static UUID group(String tenantId, String path, String labels) {
    return of("group", tenantId, path, labels);
  }

  /** Of a notice for one of its receivers. */
  public static UUID notice(UUID group, int number, String receiver) {
    return of("notice", group.toString(), Integer.toString(number), receiver);
  }

  /** Of a subscriber's digest. */
  public static UUID digest(String tenantId, String receiver, Instant due) {
    return of("digest", tenantId, receiver, due.toString());
  }

  /** Of an incident: of a cause, from its first alert on. */
  public static UUID incident(String tenantId, String cause, UUID firstAlert) {
    return of("incident", tenantId, cause, firstAlert.toString());
  }

  /** Of a silence. */
  public static UUID silence(String tenantId, String requestId) {
    return of("silence", tenantId, requestId);
  }

  /** Of a transition of an alert for one receiver. */
  public static UUID notification(String tenantId, String receiver, UUID alertId, String about) {
    return of("notification", tenantId, receiver, alertId.toString(), about);
  }

  /** Of a run of a playbook because of an alert. */
  public static UUID run(String tenantId, String playbook, UUID alertId) {
    return of("run", tenantId, playbook, alertId.toString());
  }

  /** Of a playbook that an alert triggers. */
  public static UUID trigger(String tenantId, UUID alertId, String playbook) {
    return of("trigger", tenantId, alertId.toString(), playbook);
  }

  private static UUID of(String... parts) {
    MessageDigest digest = sha256();
    for (String part : parts) {
      byte[] bytes = part.getBytes(UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      digest.update(bytes);
    }
    ByteBuffer hash = ByteBuffer.wrap(digest.digest());
    long high = (hash.getLong() & ~0xF000L) | 0x8000L;
    long low = (hash.getLong() & ~(0b11L << 62)) | (0b10L << 62);
    return new UUID(high, low);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
