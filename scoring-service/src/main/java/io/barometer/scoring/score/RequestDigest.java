package io.barometer.scoring.score;

import com.google.protobuf.Message;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Tells a repeated request from another one under the same request id. */
public final class RequestDigest {
  private RequestDigest() {}

  /** SHA-256 of the request's type and of all that it says. */
  public static byte[] of(Message request) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      sha.update(request.getDescriptorForType().getFullName().getBytes(StandardCharsets.UTF_8));
      return sha.digest(request.toByteArray());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
