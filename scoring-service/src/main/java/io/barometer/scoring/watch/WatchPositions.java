package io.barometer.scoring.watch;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/** Up to where a watcher has seen the score log of every shard. */
final class WatchPositions {
  private final TreeMap<Integer, Long> sequences;

  WatchPositions(Map<Integer, Long> sequences) {
    this.sequences = new TreeMap<>(sequences);
  }

  static WatchPositions decode(byte[] bytes) {
    Map<Integer, Long> sequences = new TreeMap<>();
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.remaining() >= Integer.BYTES + Long.BYTES) {
      sequences.put(buffer.getInt(), buffer.getLong());
    }
    return new WatchPositions(sequences);
  }

  byte[] encode() {
    ByteBuffer buffer = ByteBuffer.allocate(sequences.size() * (Integer.BYTES + Long.BYTES));
    sequences.forEach((shard, sequence) -> buffer.putInt(shard).putLong(sequence));
    return buffer.array();
  }

  long of(int shard) {
    return sequences.getOrDefault(shard, 0L);
  }

  void seen(int shard, long sequence) {
    sequences.put(shard, sequence);
  }
}
