package io.barometer.eventstore;

import org.jspecify.annotations.Nullable;

/**
 * One entry of a sharded log.
 *
 * @param shard the shard, equal to the Kafka partition
 * @param position place in the shard: 1, 2, 3, … without gaps
 * @param key what the entry belongs to (an account id); also the Kafka record key
 * @param value the entry's bytes, owned by the entry: not to be changed
 * @param traceParent W3C trace context of what caused the entry, or null when it was not sampled
 */
public record LogEntry(
    int shard, long position, String key, byte[] value, @Nullable String traceParent) {

  /** The same entry, caused by another span. */
  public LogEntry withTraceParent(@Nullable String other) {
    return new LogEntry(shard, position, key, value, other);
  }
}
