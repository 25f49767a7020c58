package io.barometer.launcher.stack;

import io.barometer.embedded.ServerFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Function;

/**
 * The keys of a stack: random 256-bit values that only the owner of the data folder can read. Of
 * the first two the services know the SHA-256 only.
 *
 * @param apiKey key of the tenant {@value #TENANT}; also in the file {@code api-key}
 * @param serviceKey key that the services use among themselves; it reads across tenants
 * @param encryptionKey seals the secrets of receivers; base64, in the file {@code encryption-key}
 * @param auditKey signs the audit trail; Ed25519 in PKCS #8, base64, in the file {@code audit-key}
 */
public record Credentials(String apiKey, String serviceKey, String encryptionKey, String auditKey) {
  /** What stands before the 32 bytes of an Ed25519 key in PKCS #8 (RFC 8410). */
  private static final byte[] ED25519 = HexFormat.of().parseHex("302e020100300506032b657004220420");

  /** The tenant of a stack that the launcher starts. */
  public static final String TENANT = "demo";

  /**
   * Reads the keys of a data folder.
   *
   * @throws ServerFailedException when nothing was ever started there
   */
  public static Credentials read(Path data) {
    if (!Files.exists(data.resolve("api-key"))) {
      throw new ServerFailedException(
          "Nothing was started in "
              + data
              + " yet: run ./barometer up, or name the folder by --data");
    }
    return readOrCreate(data);
  }

  /** Reads the keys of a data folder; makes them when there are none yet. */
  public static Credentials readOrCreate(Path data) {
    try {
      return new Credentials(
          key(data.resolve("api-key"), HexFormat.of()::formatHex),
          key(data.resolve("service-key"), HexFormat.of()::formatHex),
          key(data.resolve("encryption-key"), Base64.getEncoder()::encodeToString),
          key(data.resolve("audit-key"), Credentials::signingKey));
    } catch (IOException failure) {
      throw new ServerFailedException(
          "The keys in " + data + " cannot be read: " + failure, failure);
    }
  }

  /** The first two as {@code barometer.keys} wants them. */
  String configuration() {
    return "admin+source:" + TENANT + ":" + sha256(apiKey) + ",service:*:" + sha256(serviceKey);
  }

  /** The same with more tenants, each with its key. */
  public String configuration(Map<String, String> tenantKeys) {
    StringBuilder all = new StringBuilder(configuration());
    tenantKeys.forEach(
        (tenant, key) ->
            all.append(",admin+source:").append(tenant).append(':').append(sha256(key)));
    return all.toString();
  }

  @Override
  public String toString() {
    return "Credentials[…]";
  }

  /** An Ed25519 key is any 32 bytes. */
  private static String signingKey(byte[] secret) {
    byte[] der = Arrays.copyOf(ED25519, ED25519.length + secret.length);
    System.arraycopy(secret, 0, der, ED25519.length, secret.length);
    return Base64.getEncoder().encodeToString(der);
  }

  private static String key(Path file, Function<byte[], String> written) throws IOException {
    if (!Files.exists(file)) {
      byte[] secret = new byte[32];
      new SecureRandom().nextBytes(secret);
      writePrivately(file, written.apply(secret) + "\n");
    }
    return Files.readString(file).strip();
  }

  /** Writes a file that only its owner can read, all at once. */
  static void writePrivately(Path file, String text) throws IOException {
    Path half = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(half);
    Files.createFile(
        half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(half, text);
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String sha256(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
