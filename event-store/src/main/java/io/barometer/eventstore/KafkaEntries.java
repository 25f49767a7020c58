package io.barometer.eventstore;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A log entry as a Kafka record: partition = shard, key and value as they are, header {@code
 * position} (8 bytes, big-endian) and, when the entry is traced, {@code traceparent} (text).
 */
public final class KafkaEntries {

  private static final String POSITION = "position";
  private static final String TRACE_PARENT = "traceparent";

  private KafkaEntries() {}

  /** The record that carries an entry. */
  public static ProducerRecord<byte[], byte[]> toRecord(String topic, LogEntry entry) {
    byte[] key = entry.key().getBytes(StandardCharsets.UTF_8);
    var message = new ProducerRecord<>(topic, entry.shard(), key, entry.value());
    byte[] position = ByteBuffer.allocate(Long.BYTES).putLong(entry.position()).array();
    message.headers().add(POSITION, position);
    String traceParent = entry.traceParent();
    if (traceParent != null) {
      message.headers().add(TRACE_PARENT, traceParent.getBytes(StandardCharsets.US_ASCII));
    }
    return message;
  }

  /** The entry that a record carries, or null for a record that nobody of ours wrote. */
  public static @Nullable LogEntry fromRecord(ConsumerRecord<byte[], byte[]> message) {
    Header position = message.headers().lastHeader(POSITION);
    if (position == null || position.value().length != Long.BYTES || message.value() == null) {
      return null;
    }
    byte[] key = message.key();
    return new LogEntry(
        message.partition(),
        ByteBuffer.wrap(position.value()).getLong(),
        key == null ? "" : new String(key, StandardCharsets.UTF_8),
        message.value(),
        text(message.headers().lastHeader(TRACE_PARENT)));
  }

  private static @Nullable String text(@Nullable Header header) {
    return header == null ? null : new String(header.value(), StandardCharsets.US_ASCII);
  }
}
