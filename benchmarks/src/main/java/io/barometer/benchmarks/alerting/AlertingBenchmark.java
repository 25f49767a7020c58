package io.barometer.benchmarks.alerting;

import io.barometer.benchmarks.Benchmark;
import io.barometer.benchmarks.figure.Aim;
import io.barometer.benchmarks.figure.Figure;
import io.barometer.benchmarks.figure.Report;
import io.barometer.benchmarks.figure.Subject;
import io.barometer.benchmarks.measure.CpuMeter;
import io.barometer.benchmarks.measure.Latencies;
import io.barometer.benchmarks.measure.OpenLoop;
import io.barometer.benchmarks.servers.MessageReceiver;
import io.barometer.benchmarks.servers.Steps;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * 10,000 alerts at once, and 200 a second, from what makes them fire to the webhook that is told;
 * beside Prometheus Alertmanager, when it is installed, in the same run.
 */
public final class AlertingBenchmark implements Benchmark {
  private static final int BURST = 10_000;
  private static final int WARM_UP = 3_000;
  private static final int PER_SECOND = 200;
  private static final int SECONDS = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private record Measured(
      double perSecond,
      Map<String, Double> micros,
      double mib,
      Latencies steady,
      int more,
      String outcomes) {
    double microsInAll() {
      return micros.values().stream().mapToDouble(Double::doubleValue).sum();
    }
  }

  @Override
  public String name() {
    return "alerting";
  }

  @Override
  public Report run(Steps steps) throws Exception {
    List<Arrivals> waited = new CopyOnWriteArrayList<>();
    try (MessageReceiver receiver =
        new MessageReceiver((text, nanos) -> waited.forEach(some -> some.heard(text, nanos)))) {
      URI webhook = receiver.address();
      Measured ours;
      Isolation.Result isolation;
      try (BarometerAlerting alerter = BarometerAlerting.start(webhook, steps)) {
        ours = measure("Barometer", alerter, waited, steps);
        steps.step("Barometer: %,d endpoints".formatted(Isolation.ENDPOINTS));
        isolation = Isolation.measure(alerter);
      }
      Optional<Path> installed = Alertmanager.installed();
      if (installed.isEmpty()) {
        return report(ours, isolation, Optional.empty());
      }
      try (Alerter alerter = Alertmanager.start(installed.get(), webhook)) {
        return report(
            ours, isolation, Optional.of(measure("Alertmanager", alerter, waited, steps)));
      }
    }
  }

  private static Measured measure(String who, Alerter alerter, List<Arrivals> waited, Steps steps)
      throws Exception {
    alerter.prepare("warm-", WARM_UP);
    alerter.prepare("burst-", BURST);
    alerter.prepare("steady-", PER_SECOND * SECONDS);
    steps.step(who + ": warming up");
    Arrivals warm = arrivals("warm-", WARM_UP, waited);
    alerter.fire("warm-", 0, WARM_UP);
    warm.await(PATIENCE);
    steps.step(who + ": %,d alerts at once".formatted(BURST));
    Arrivals burst = arrivals("burst-", BURST, waited);
    CpuMeter cpu = alerter.cpu();
    Map<String, Double> before = cpu.read();
    long begun = System.nanoTime();
    alerter.fire("burst-", 0, BURST);
    burst.await(PATIENCE);
    double seconds = (burst.last() - begun) / 1e9;
    Map<String, Double> micros = CpuMeter.microsPerEvent(before, cpu.read(), BURST);
    Thread.sleep(Duration.ofSeconds(2));
    steps.step(who + ": %,d alerts a second".formatted(PER_SECOND));
    Arrivals steady = arrivals("steady-", PER_SECOND * SECONDS, waited);
    long[] due = new long[PER_SECOND * SECONDS];
    new OpenLoop(PER_SECOND, due.length)
        .run(
            (number, dueNanos) -> {
              due[number] = dueNanos;
              alerter.fire("steady-", number, 1);
            });
    steady.await(PATIENCE);
    return new Measured(
        BURST / seconds,
        micros,
        alerter.residentMib(),
        steady.since(due),
        warm.more() + burst.more() + steady.more(),
        alerter.outcomes());
  }

  private static Arrivals arrivals(String name, int count, List<Arrivals> waited) {
    Arrivals arrivals = new Arrivals(name, count);
    waited.clear();
    waited.add(arrivals);
    return arrivals;
  }

  private Report report(Measured ours, Isolation.Result isolation, Optional<Measured> theirs) {
    List<Subject> subjects = new ArrayList<>();
    subjects.add(subject("barometer", "Barometer", false, ours));
    theirs.ifPresent(one -> subjects.add(subject("alertmanager", "Alertmanager", true, one)));
    double rate = theirs.map(Measured::perSecond).orElse(Double.NaN);
    double p99 = theirs.map(one -> one.steady().millis(99)).orElse(Double.NaN);
    return new Report(
        name(),
        "%,d alerts at once, and %d a second, to a webhook".formatted(BURST, PER_SECOND),
        theirs.isPresent()
            ? "Barometer tells %,.0f alerts a second and Alertmanager %,.0f; 99 of 100 are there after %.0f and %.1f ms."
                .formatted(ours.perSecond(), rate, ours.steady().millis(99), p99)
            : "Barometer tells %,.0f alerts a second; 99 of 100 are there after %.0f ms. Alertmanager is not installed."
                .formatted(ours.perSecond(), ours.steady().millis(99)),
        List.of(
            "Ours from an entry of the score log in Kafka: decided, committed to PostgreSQL with the intent, signed, sent,"
                + " the outcome committed. Theirs from a POST of alerts (64 together in the burst), kept in memory.",
            "Every alert is a message of its own, at once. The receiver answers 204 in this process.",
            "One alert told to %,d endpoints: 99 of 100 are there after %.0f ms, and after %.0f ms when %d of the endpoints say nothing."
                .formatted(
                    Isolation.ENDPOINTS, isolation.alive(), isolation.beside(), Isolation.DEAD),
            "CPU is all of what serves: ours includes PostgreSQL (%,.0f µs) and Kafka (%,.0f µs)."
                .formatted(
                    ours.micros().getOrDefault("postgres", 0.0),
                    ours.micros().getOrDefault("kafka", 0.0)),
            "Messages that came twice: ours %d%s; how our attempts ended: %s."
                .formatted(
                    ours.more(),
                    theirs.map(one -> ", theirs " + one.more()).orElse(""),
                    ours.outcomes())),
        subjects,
        ours.perSecond() / rate,
        aims(ours, isolation, theirs));
  }

  private static List<Aim> aims(
      Measured ours, Isolation.Result isolation, Optional<Measured> theirs) {
    List<Aim> aims = new ArrayList<>();
    theirs.ifPresent(
        one -> {
          aims.add(
              Aim.atLeast(
                  "alerts_per_second", "alerts/s in a burst", one.perSecond(), ours.perSecond()));
          aims.add(
              Aim.atMost(
                  "p99_ms",
                  "p99 at 200/s, ms",
                  2 * one.steady().millis(99),
                  ours.steady().millis(99)));
        });
    aims.add(
        Aim.atMost(
            "isolation_ratio",
            "p99 beside dead endpoints, by that without",
            1.1,
            isolation.beside() / isolation.alive()));
    return aims;
  }

  private static Subject subject(String key, String label, boolean limit, Measured one) {
    return new Subject(
        key,
        label,
        limit,
        List.of(
            Figure.whole("alerts_per_second", "alerts/s", one.perSecond()),
            Figure.whole("cpu_micros", "CPU µs/alert", one.microsInAll()),
            new Figure("p50_ms", "p50 ms", one.steady().millis(50), 1),
            new Figure("p99_ms", "p99 ms", one.steady().millis(99), 1),
            Figure.whole("resident_mib", "MiB", one.mib())));
  }
}
