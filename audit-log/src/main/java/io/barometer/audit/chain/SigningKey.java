package io.barometer.audit.chain;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.barometer.proto.audit.v1.AuditKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** The key that signs heads: Ed25519 (RFC 8032). */
public final class SigningKey {
  private static final byte[] PROBE = "barometer-audit-probe".getBytes(US_ASCII);

  private final PrivateKey key;
  private final VerifyingKey verifying;

  private SigningKey(PrivateKey key, VerifyingKey verifying) {
    this.key = key;
    this.verifying = verifying;
  }

  /**
   * Reads a private key, PKCS #8 in DER form (RFC 8410), base64.
   *
   * @throws IllegalArgumentException when it is none; never tells its content
   */
  public static SigningKey parse(String base64) {
    try {
      byte[] der = Base64.getDecoder().decode(base64.strip());
      PrivateKey key =
          KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(der));
      byte[] seed = ((EdECPrivateKey) key).getBytes().orElseThrow();
      var signing = new SigningKey(key, VerifyingKey.of(pair(seed).getPublic().getEncoded()));
      if (!signing.verifying.verifies(PROBE, signing.sign(PROBE))) {
        throw new IllegalStateException("this JDK derives public keys in another way");
      }
      return signing;
    } catch (GeneralSecurityException | IllegalArgumentException malformed) {
      throw new IllegalArgumentException("it is no Ed25519 key in PKCS #8, base64");
    }
  }

  /** A new key, in the form that {@link #parse} reads. */
  public static String random() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has Ed25519", e);
    }
  }

  /** Its public half. */
  public AuditKey publicKey() {
    return verifying.message();
  }

  /** What entries name it by. */
  public String fingerprint() {
    return verifying.fingerprint();
  }

  /** The signature of these bytes, lower-case hex. */
  public String sign(byte[] bytes) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(bytes);
      return HexFormat.of().formatHex(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has Ed25519", e);
    }
  }

  @Override
  public String toString() {
    return "SigningKey[" + fingerprint() + "]";
  }

  /**
   * The JDK makes a public key from a private one only while it makes both: a pair is made of the
   * random bytes that it is given, which here are the private key itself.
   */
  private static KeyPair pair(byte[] seed) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
    generator.initialize(NamedParameterSpec.ED25519, new Given(seed));
    return generator.generateKeyPair();
  }

  /** Gives the same bytes each time. */
  private static final class Given extends SecureRandom {
    private static final long serialVersionUID = 1;

    private final byte[] bytes;

    Given(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    @Override
    public void nextBytes(byte[] target) {
      if (target.length != bytes.length) {
        throw new IllegalStateException("an Ed25519 key has " + bytes.length + " bytes");
      }
      System.arraycopy(bytes, 0, target, 0, bytes.length);
    }
  }
}
