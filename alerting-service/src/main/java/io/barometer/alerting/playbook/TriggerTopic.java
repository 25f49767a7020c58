package io.barometer.alerting.playbook;

import io.barometer.alerting.notify.PlaybookNews;
import io.barometer.alerting.notify.TriggerRows;
import io.barometer.eventstore.Transactions;
import io.barometer.eventstore.Tx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Brings triggers to the topic, each tenant's in the order of their sequences. Whoever publishes a
 * tenant's holds its row until Kafka has them; when it dies before, the next one publishes them
 * again, with the same ids.
 */
final class TriggerTopic {
  static final String NAME = "barometer.triggers";

  private static final int TENANTS = 20;
  private static final int TRIGGERS = 200;

  /** Sends records in order and waits until Kafka has them all. */
  @FunctionalInterface
  interface Publishing {
    void publish(List<ProducerRecord<byte[], byte[]>> records) throws InterruptedException;
  }

  private final Transactions transactions;
  private final TriggerEvents events;
  private final Publishing publishing;

  /**
   * A road to the topic.
   *
   * @param pool of a role that sees every tenant
   */
  TriggerTopic(Pool pool, TriggerEvents events, Publishing publishing) {
    this.transactions = new Transactions(pool);
    this.events = events;
    this.publishing = publishing;
  }

  /**
   * Publishes what waits, of some tenants that nobody else publishes; tells how many there were.
   */
  int publish() {
    return transactions.call(
        tx -> {
          tx.query("set local idle_in_transaction_session_timeout = '60s'");
          List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
          for (Row row :
              tx.query(
                  """
                  select p.tenant_id, p.published from alerting.trigger_topic p
                  where exists (
                    select from alerting.trigger t
                    where t.tenant_id = p.tenant_id and t.topic and t.sequence > p.published)
                  limit $1 for update skip locked""",
                  Tuple.of(TENANTS))) {
            take(tx, row.getString(0), row.getLong(1), records);
          }
          send(records);
          return records.size();
        });
  }

  private void take(
      Tx tx, String tenantId, long published, List<ProducerRecord<byte[], byte[]>> records) {
    List<PlaybookNews> triggers = TriggerRows.forTopic(tx, tenantId, published, TRIGGERS);
    if (!triggers.isEmpty()) {
      triggers.forEach(trigger -> records.add(events.of(tenantId, trigger)));
      tx.send(
          "update alerting.trigger_topic set published = $2 where tenant_id = $1",
          Tuple.of(tenantId, triggers.getLast().sequence()));
    }
  }

  private void send(List<ProducerRecord<byte[], byte[]>> records) {
    try {
      publishing.publish(records);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while publishing", stop);
    }
  }
}
