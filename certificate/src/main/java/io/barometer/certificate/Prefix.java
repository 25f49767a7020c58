package io.barometer.certificate;

import com.google.protobuf.CodedOutputStream;
import io.barometer.proto.event.v1.RecordedEvent;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * The beginning of an account's stream, in a few figures.
 *
 * <p>The hash is the head of a chain: h₀ is 32 zero bytes, hᵢ the SHA-256 of hᵢ₋₁ and the bytes of
 * event i, its protobuf message written in the deterministic order. No event can be left out,
 * added, changed or moved without another head.
 *
 * @param shard the shard of the account
 * @param position everything in the shard up to it was read
 * @param events how many there are
 * @param hash head of the chain, lower-case hex
 */
public record Prefix(int shard, long position, int events, String hash) {
  private static final int BYTES = 32;

  /** The prefix that these events are, in this order. */
  public static Prefix of(int shard, long position, List<RecordedEvent> events) {
    MessageDigest sha = Sha256.digest();
    byte[] head = new byte[BYTES];
    for (RecordedEvent event : events) {
      sha.update(head);
      head = sha.digest(bytes(event));
    }
    return new Prefix(shard, position, events.size(), HexFormat.of().formatHex(head));
  }

  private static byte[] bytes(RecordedEvent event) {
    byte[] bytes = new byte[event.getSerializedSize()];
    CodedOutputStream output = CodedOutputStream.newInstance(bytes);
    output.useDeterministicSerialization();
    try {
      event.writeTo(output);
    } catch (IOException impossible) {
      throw new IllegalStateException("an array takes what it was sized for", impossible);
    }
    return bytes;
  }
}
