package io.barometer.alerting.playbook;

import io.barometer.eventstore.relay.Publisher;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.Identifier;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Publishes triggers to Kafka from start to stop. Any number of instances may do so. */
@ApplicationScoped
@Startup
class TriggerRelay {
  private static final Logger LOG = Logger.getLogger(TriggerRelay.class);
  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final Publisher publisher;
  private final TriggerTopic topic;
  private final Duration poll;
  private final Semaphore work = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closed;

  TriggerRelay(
      @ReactiveDataSource("worker") Pool pool,
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      @ConfigProperty(name = "barometer.shards") int shards,
      @ConfigProperty(name = "barometer.notify.poll") Duration poll) {
    this.publisher = new Publisher(kafka);
    this.topic = new TriggerTopic(pool, new TriggerEvents(shards), publisher::publish);
    this.poll = poll;
    this.thread = Thread.ofVirtual().name("relay-triggers").start(this::run);
  }

  /** There may be something to publish. */
  void wake() {
    work.release();
  }

  void stop(@Observes ShutdownEvent end) {
    closed = true;
    wake();
    try {
      thread.join(CLOSING);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    publisher.close();
  }

  private void run() {
    while (!closed) {
      try {
        if (publish() == 0 && work.tryAcquire(poll.toMillis(), TimeUnit.MILLISECONDS)) {
          work.drainPermits();
        }
      } catch (InterruptedException stop) {
        return;
      }
    }
  }

  private int publish() throws InterruptedException {
    try {
      return topic.publish();
    } catch (RuntimeException failure) {
      LOG.warnf("Triggers are published later cause=%s", failure);
      Thread.sleep(poll);
      return 0;
    }
  }
}
