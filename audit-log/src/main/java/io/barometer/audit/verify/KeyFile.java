package io.barometer.audit.verify;

import io.barometer.audit.chain.VerifyingKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of public keys in PEM, one below the other. */
public final class KeyFile {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN PUBLIC KEY-----([^-]*)-----END PUBLIC KEY-----");
  private static final int WIDTH = 64;

  private KeyFile() {}

  /**
   * The keys of a file.
   *
   * @throws IllegalArgumentException when there is none, or one that is no Ed25519 key
   */
  public static List<VerifyingKey> read(String text) {
    List<VerifyingKey> keys = new ArrayList<>();
    Matcher blocks = PEM.matcher(text);
    while (blocks.find()) {
      keys.add(VerifyingKey.parse(blocks.group(1)));
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("it holds no public key in PEM");
    }
    return keys;
  }

  /** A key as such a file has it. */
  public static List<String> lines(VerifyingKey key) {
    byte[] der = Base64.getDecoder().decode(key.message().getPublicKey());
    String base64 = Base64.getMimeEncoder(WIDTH, new byte[] {'\n'}).encodeToString(der);
    List<String> lines = new ArrayList<>();
    lines.add("-----BEGIN PUBLIC KEY-----");
    lines.addAll(base64.lines().toList());
    lines.add("-----END PUBLIC KEY-----");
    return lines;
  }
}
