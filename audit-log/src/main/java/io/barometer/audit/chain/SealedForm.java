package io.barometer.audit.chain;

import com.google.protobuf.Timestamp;
import io.barometer.proto.audit.v1.AuditAction;
import io.barometer.proto.audit.v1.AuditEntry;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The bytes that are hashed and signed, the same in every language: whole numbers are big-endian, a
 * text is its length in bytes as four of them and then its UTF-8. docs/audit.md lists them.
 */
public final class SealedForm {
  /** The hash before the first entry. */
  public static final String NO_HASH = "0".repeat(64);

  private static final String ENTRY = "barometer-audit-entry-v1";
  private static final String HEAD = "barometer-audit-head-v1";
  private static final String PREFIX = "AUDIT_ACTION_";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);

  private SealedForm() {}

  /**
   * The hash of an entry: SHA-256, lower-case hex.
   *
   * @param previous the hash of the entry before it, {@link #NO_HASH} before the first
   * @param entry all of it but hash and signature
   */
  public static String hash(String previous, AuditEntry entry) {
    var form = new SealedForm();
    form.text(ENTRY);
    form.bytes.writeBytes(HexFormat.of().parseHex(previous));
    form.text(entry.getService());
    form.text(entry.getTenantId());
    form.number(entry.getSequence());
    form.time(entry.getRecordedTime());
    form.text(entry.getActor().getName());
    form.size(entry.getActor().getRolesCount());
    entry.getActor().getRolesList().forEach(form::text);
    form.text(entry.getActor().getVia());
    form.text(name(entry.getAction()));
    form.text(entry.getTarget());
    form.text(entry.getReason());
    form.text(entry.getDetail());
    form.text(entry.getCause());
    form.text(entry.getKeyFingerprint());
    return sha256(form.bytes.toByteArray());
  }

  /** What the signature of a head is made over. */
  public static byte[] head(String service, String tenantId, long sequence, String hash) {
    var form = new SealedForm();
    form.text(HEAD);
    form.text(service);
    form.text(tenantId);
    form.number(sequence);
    form.bytes.writeBytes(HexFormat.of().parseHex(hash));
    return form.bytes.toByteArray();
  }

  /** The name of an action as it is hashed and stored, for example {@code RULE_CHANGED}. */
  public static String name(AuditAction action) {
    return action.name().substring(PREFIX.length());
  }

  /** The action of such a name. */
  public static AuditAction action(String name) {
    return AuditAction.valueOf(PREFIX + name);
  }

  /** SHA-256 in lower-case hex. */
  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private void text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    size(utf8.length);
    bytes.writeBytes(utf8);
  }

  private void size(int size) {
    bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(size).array());
  }

  private void number(long number) {
    bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
  }

  /** Seconds since 1970, then nanoseconds. */
  private void time(Timestamp time) {
    number(time.getSeconds());
    size(time.getNanos());
  }
}
