package io.barometer.benchmarks.latency;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import io.barometer.benchmarks.measure.Latencies;
import io.barometer.proto.event.v1.Activity;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.ingestion.v1.RecordEventsRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the bare topic and tells how long each request took from the moment it was due. */
final class BareConsumer implements AutoCloseable {
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final long LIMIT_SECONDS = 60;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread = Thread.ofPlatform().name("bare-consumer").unstarted(this::run);
  private volatile Latencies latencies = new Latencies();
  private volatile CountDownLatch left = new CountDownLatch(0);

  BareConsumer(String kafka, String topic) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    TopicPartition partition = new TopicPartition(topic, 0);
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    thread.start();
  }

  /** A request of the same size as the others; its key is the moment at which it is due. */
  static RecordEventsRequest request(long due) {
    return RecordEventsRequest.newBuilder()
        .addEvents(
            Event.newBuilder()
                .setAccountId("account-" + due % 1_000)
                .setEventKey("" + due)
                .setSource("benchmark")
                .setOccurredTime(Timestamp.newBuilder().setSeconds(Instant.now().getEpochSecond()))
                .setActivity(
                    Activity.newBuilder()
                        .setAction("login")
                        .setUserId("user-1")
                        .setProduct("console")))
        .build();
  }

  /** From now on so many are counted. */
  void begin(int count) {
    latencies = new Latencies();
    left = new CountDownLatch(count);
  }

  /** Waits for all of them. */
  Latencies await() throws InterruptedException {
    if (!left.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException(left.getCount() + " requests did not come back from Kafka");
    }
    return latencies;
  }

  private void run() {
    try {
      while (true) {
        for (ConsumerRecord<byte[], byte[]> one : consumer.poll(POLL)) {
          heard(one.value(), System.nanoTime());
        }
      }
    } catch (WakeupException stop) {
      consumer.close();
    }
  }

  private void heard(byte[] value, long now) {
    try {
      long due = Long.parseLong(RecordEventsRequest.parseFrom(value).getEvents(0).getEventKey());
      latencies.record(due, now);
      left.countDown();
    } catch (InvalidProtocolBufferException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void close() throws InterruptedException {
    consumer.wakeup();
    thread.join();
  }
}
