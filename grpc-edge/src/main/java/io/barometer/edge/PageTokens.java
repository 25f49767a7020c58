package io.barometer.edge;

import io.barometer.proto.error.v1.ErrorReason;
import io.grpc.Status;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Opaque, signed page tokens (HMAC-SHA-256, RFC 2104). A token opens only for the query and the
 * tenant it was made for, so that it can neither be forged nor carried over. The signing key is
 * derived from the service key, which all replicas share; without one it is random and tokens end
 * with the process.
 */
@ApplicationScoped
public class PageTokens {

  private static final int MAC_BYTES = 16;

  private final SecretKeySpec key;

  PageTokens(@ConfigProperty(name = "barometer.service-key") Optional<String> serviceKey) {
    byte[] secret =
        serviceKey.map(s -> s.getBytes(StandardCharsets.UTF_8)).orElseGet(PageTokens::random);
    byte[] derived =
        mac(
            new SecretKeySpec(secret, "HmacSHA256"),
            "page-tokens".getBytes(StandardCharsets.UTF_8));
    this.key = new SecretKeySpec(derived, "HmacSHA256");
  }

  /**
   * Makes a token.
   *
   * @param query what must be the same on the next page: the tenant, the method, filter and order
   * @param cursor where the next page begins
   */
  public String sign(String query, byte[] cursor) {
    ByteBuffer token = ByteBuffer.allocate(MAC_BYTES + cursor.length);
    token.put(signature(query, cursor)).put(cursor);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
  }

  /**
   * Opens a token.
   *
   * @return the cursor it was made with
   * @throws Refusal INVALID_ARGUMENT PAGE_TOKEN when it was not made here for this query
   */
  public byte[] open(String query, String token) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      throw foreign();
    }
    if (bytes.length < MAC_BYTES) {
      throw foreign();
    }
    byte[] cursor = Arrays.copyOfRange(bytes, MAC_BYTES, bytes.length);
    if (!MessageDigest.isEqual(signature(query, cursor), Arrays.copyOf(bytes, MAC_BYTES))) {
      throw foreign();
    }
    return cursor;
  }

  private byte[] signature(String query, byte[] cursor) {
    byte[] text = query.getBytes(StandardCharsets.UTF_8);
    ByteBuffer message = ByteBuffer.allocate(Integer.BYTES + text.length + cursor.length);
    message.putInt(text.length).put(text).put(cursor);
    return Arrays.copyOf(mac(key, message.array()), MAC_BYTES);
  }

  private static byte[] mac(SecretKeySpec key, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private static byte[] random() {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    return secret;
  }

  private static Refusal foreign() {
    return Refusal.of(Status.Code.INVALID_ARGUMENT, ErrorReason.ERROR_REASON_PAGE_TOKEN)
        .message(
            "The page token is not one of this query. Leave it empty to start at the first page.")
        .violation(
            "page_token",
            ErrorReason.ERROR_REASON_PAGE_TOKEN,
            "not a token of this query and tenant");
  }
}
