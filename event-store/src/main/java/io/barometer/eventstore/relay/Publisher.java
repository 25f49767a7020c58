package io.barometer.eventstore.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends records to Kafka and waits until it has them all; loses none and keeps their order. */
public final class Publisher implements AutoCloseable {
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final Producer<byte[], byte[]> producer;

  /**
   * A publisher; connects when it has something to send.
   *
   * @param kafka Kafka's own settings, {@code bootstrap.servers} at least
   */
  public Publisher(Map<String, Object> kafka) {
    this.producer = new KafkaProducer<>(settings(kafka));
  }

  private static Map<String, Object> settings(Map<String, Object> kafka) {
    var settings = new HashMap<>(kafka);
    settings.put("key.serializer", ByteArraySerializer.class);
    settings.put("value.serializer", ByteArraySerializer.class);
    settings.put("acks", "all");
    settings.put("enable.idempotence", true);
    settings.putIfAbsent("linger.ms", 3);
    settings.putIfAbsent("batch.size", 131_072);
    settings.putIfAbsent("delivery.timeout.ms", 15_000);
    settings.putIfAbsent("request.timeout.ms", 5_000);
    settings.putIfAbsent("max.block.ms", 5_000);
    settings.putIfAbsent("reconnect.backoff.max.ms", 1_000);
    return settings;
  }

  /**
   * Publishes in order; stops at the first that Kafka refuses at once.
   *
   * @throws KafkaException when one of them did not get there; some of the others may have
   */
  public void publish(List<ProducerRecord<byte[], byte[]>> records) throws InterruptedException {
    var acknowledgements = new ArrayList<Future<?>>(records.size());
    try {
      for (ProducerRecord<byte[], byte[]> entry : records) {
        Future<?> acknowledgement = producer.send(entry);
        if (acknowledgement.isDone()) {
          acknowledgement.get();
        }
        acknowledgements.add(acknowledgement);
      }
      for (Future<?> acknowledgement : acknowledgements) {
        acknowledgement.get();
      }
    } catch (ExecutionException failure) {
      throw new KafkaException("Kafka did not take an entry", failure.getCause());
    }
  }

  @Override
  public void close() {
    producer.close(CLOSING);
  }
}
