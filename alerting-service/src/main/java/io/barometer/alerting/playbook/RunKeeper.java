package io.barometer.alerting.playbook;

import io.barometer.eventstore.Transactions;
import io.barometer.routing.playbook.RunState;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Ends runs that still wait: those that nobody approved in time, and those whose alert is over
 * because its rule was changed. Any number of instances may do so.
 */
@ApplicationScoped
@Startup
class RunKeeper {
  private static final Logger LOG = Logger.getLogger(RunKeeper.class);

  private final Transactions transactions;
  private final Duration poll;
  private final Clock clock = Clock.systemUTC();
  private final Semaphore closing = new Semaphore(0);
  private final Thread thread;

  RunKeeper(
      @ReactiveDataSource("worker") Pool pool,
      @ConfigProperty(name = "barometer.notify.poll") Duration poll) {
    this.transactions = new Transactions(pool);
    this.poll = poll;
    this.thread = Thread.ofVirtual().name("keep-runs").start(this::run);
  }

  void stop(@Observes ShutdownEvent end) throws InterruptedException {
    closing.release();
    thread.join(Duration.ofSeconds(2));
  }

  private void run() {
    try {
      while (!closing.tryAcquire(poll.toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      endThoseOver();
    } catch (RuntimeException failure) {
      LOG.warn("Runs of playbooks cannot be looked at", failure);
    }
  }

  private void endThoseOver() {
    transactions.run(
        tx ->
            tx.query(
                """
                with over as (
                  select r.run_id, case when a.state >= 3 then $2::int else $3::int end as state
                  from alerting.playbook_run r join alerting.alert a on a.alert_id = r.alert_id
                  where r.state = 1 and (r.lapse_time <= $1 or a.state >= 3)
                  for update of r skip locked),
                moved as (
                  update alerting.playbook_run r set state = o.state from over o
                  where r.run_id = o.run_id returning r.run_id, r.tenant_id, r.state)
                insert into alerting.playbook_run_change (run_id, state, tenant_id, time, note)
                select run_id, state, tenant_id, $1,
                  case when state = $2 then 'The alert was over before anybody approved.'
                    else 'Nobody approved in time.' end
                from moved""",
                Tuple.of(
                    clock.instant().atOffset(ZoneOffset.UTC),
                    RunState.CANCELLED.number(),
                    RunState.LAPSED.number())));
  }
}
