package io.barometer.audit.chain;

import io.barometer.proto.audit.v1.AuditKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The public half of a key that signs heads. */
public final class VerifyingKey {
  private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{128}");

  private final PublicKey key;
  private final byte[] der;

  private VerifyingKey(PublicKey key, byte[] der) {
    this.key = key;
    this.der = der;
  }

  /**
   * Reads a public key, SubjectPublicKeyInfo in DER form.
   *
   * @throws IllegalArgumentException when it is no Ed25519 key
   */
  static VerifyingKey of(byte[] der) {
    try {
      PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
      return new VerifyingKey(key, der.clone());
    } catch (GeneralSecurityException foreign) {
      throw new IllegalArgumentException("it is no public Ed25519 key");
    }
  }

  /**
   * Reads a public key in base64, also between the lines of PEM.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static VerifyingKey parse(String text) {
    String base64 = text.replaceAll("-----(BEGIN|END) PUBLIC KEY-----|\\s", "");
    byte[] der = Base64.getDecoder().decode(base64);
    if (!Base64.getEncoder().encodeToString(der).equals(base64)) {
      throw new IllegalArgumentException("it is not the only base64 of its bytes");
    }
    return of(der);
  }

  /** SHA-256 of its DER form, lower-case hex. */
  public String fingerprint() {
    return SealedForm.sha256(der);
  }

  /** The key as the contract has it. */
  public AuditKey message() {
    return AuditKey.newBuilder()
        .setFingerprint(fingerprint())
        .setPublicKey(Base64.getEncoder().encodeToString(der))
        .build();
  }

  /** Whether a signature in lower-case hex is this key's for these bytes. */
  public boolean verifies(byte[] bytes, String signature) {
    if (!SIGNATURE.matcher(signature).matches()) {
      return false;
    }
    try {
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(key);
      check.update(bytes);
      return check.verify(HexFormat.of().parseHex(signature));
    } catch (GeneralSecurityException malformed) {
      return false;
    }
  }
}
