package io.barometer.eventstore.relay;

import io.barometer.eventstore.KafkaEntries;
import io.barometer.eventstore.LogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;

/** Sends entries to a topic and waits until Kafka has them all. */
final class Publisher {

  private final Producer<byte[], byte[]> producer;
  private final String topic;

  Publisher(Producer<byte[], byte[]> producer, String topic) {
    this.producer = producer;
    this.topic = topic;
  }

  /**
   * Publishes in order.
   *
   * @throws KafkaException when one of them did not get there; some of the others may have
   */
  void publish(List<LogEntry> entries) throws InterruptedException {
    var acknowledgements = new ArrayList<Future<?>>(entries.size());
    for (LogEntry entry : entries) {
      acknowledgements.add(producer.send(KafkaEntries.toRecord(topic, entry)));
    }
    try {
      for (Future<?> acknowledgement : acknowledgements) {
        acknowledgement.get();
      }
    } catch (ExecutionException failure) {
      throw new KafkaException("Kafka did not take an entry", failure.getCause());
    }
  }
}
