package io.barometer.benchmarks.latency;

import io.barometer.benchmarks.Benchmark;
import io.barometer.benchmarks.figure.Aim;
import io.barometer.benchmarks.figure.Figure;
import io.barometer.benchmarks.figure.Report;
import io.barometer.benchmarks.figure.Subject;
import io.barometer.benchmarks.measure.Latencies;
import io.barometer.benchmarks.servers.Arena;
import io.barometer.benchmarks.servers.Caller;
import io.barometer.benchmarks.servers.MessageReceiver;
import io.barometer.benchmarks.servers.Steps;
import io.barometer.launcher.stack.Service;
import io.barometer.proto.alerting.v1.AlertSeverity;
import io.barometer.proto.alerting.v1.AlertingServiceGrpc;
import io.barometer.proto.alerting.v1.Comparison;
import io.barometer.proto.alerting.v1.Crossing;
import io.barometer.proto.alerting.v1.PutReceiverRequest;
import io.barometer.proto.alerting.v1.PutRuleRequest;
import io.barometer.proto.alerting.v1.Receiver;
import io.barometer.proto.alerting.v1.Rule;
import io.barometer.proto.alerting.v1.WebhookChannel;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;

/**
 * How long after an event its account's score can be read and a message is there, at a steady rate;
 * and how long a round trip through the same kinds of servers takes that does nothing on its way.
 */
public final class LatencyBenchmark implements Benchmark {
  private static final int PER_SECOND = 1_000;
  private static final int WARM_UP_SECONDS = 15;
  private static final int LEVEL_TENTHS = 300;
  private static final double WANTED_MILLIS = 250;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final int seconds;

  /** A benchmark that sends for so many seconds. */
  public LatencyBenchmark(int seconds) {
    this.seconds = seconds;
  }

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public Report run(Steps steps) throws Exception {
    Probes warmUp = new Probes("warm-up-", WARM_UP_SECONDS * PER_SECOND / Traffic.PROBE_EVERY);
    Probes probes = new Probes("probe-", seconds * PER_SECOND / Traffic.PROBE_EVERY);
    try (MessageReceiver receiver = receiver(List.of(warmUp, probes));
        Arena arena =
            Arena.open(
                EnumSet.allOf(Service.class),
                options ->
                    options.with(Service.ALERTING, "barometer.destinations.allow", "127.0.0.1"),
                steps);
        Caller ingestion = arena.asTenant(Service.INGESTION);
        Caller scoring = arena.asTenant(Service.SCORING);
        ScoreWatch watch = new ScoreWatch(scoring, List.of(warmUp, probes))) {
      alertRule(arena, receiver.address());
      steps.step("warming up");
      send(ingestion, warmUp);
      steps.step("sending %,d events a second for %d seconds".formatted(PER_SECOND, seconds));
      Latencies acknowledged = send(ingestion, probes);
      int verified = watch.verified();
      steps.step("the bare round trip");
      return report(acknowledged, probes, bare(arena), verified);
    }
  }

  private static MessageReceiver receiver(List<Probes> probes) throws Exception {
    return new MessageReceiver((text, nanos) -> probes.forEach(some -> some.told(text, nanos)));
  }

  private static void alertRule(Arena arena, URI address) {
    try (Caller caller = arena.asTenant(Service.ALERTING)) {
      var alerting = AlertingServiceGrpc.newBlockingStub(caller.channel());
      var unusedReceiver =
          alerting.putReceiver(
              PutReceiverRequest.newBuilder()
                  .setReceiver(
                      Receiver.newBuilder()
                          .setName("benchmark")
                          .setWebhook(WebhookChannel.newBuilder().setUrl(address.toString())))
                  .build());
      var unusedRule =
          alerting.putRule(
              PutRuleRequest.newBuilder()
                  .setRule(
                      Rule.newBuilder()
                          .setName("benchmark")
                          .setTitle("The account is back")
                          .setSeverity(AlertSeverity.ALERT_SEVERITY_INFO)
                          .addReceivers("benchmark")
                          .setEnabled(true)
                          .setCrossing(
                              Crossing.newBuilder()
                                  .setComparison(Comparison.COMPARISON_GREATER_OR_EQUAL)
                                  .setTenths(LEVEL_TENTHS)))
                  .build());
    }
  }

  private static Latencies send(Caller ingestion, Probes probes) throws InterruptedException {
    Traffic traffic = new Traffic(ingestion, probes);
    traffic.prepare();
    Thread.sleep(Duration.ofSeconds(2));
    traffic.send(PER_SECOND);
    if (!probes.await(PATIENCE)) {
      throw new IllegalStateException(
          "of %,d events %,d moved a score and %,d brought a message within %d s"
              .formatted(
                  probes.count(),
                  probes.scores().count(),
                  probes.messages().count(),
                  PATIENCE.toSeconds()));
    }
    return traffic.acknowledgements();
  }

  private BareRoundTrip.Result bare(Arena arena) throws Exception {
    try (BareRoundTrip bare = new BareRoundTrip(arena)) {
      bare.measure(PER_SECOND, WARM_UP_SECONDS * PER_SECOND);
      return bare.measure(PER_SECOND, seconds * PER_SECOND);
    }
  }

  private Report report(
      Latencies acknowledged, Probes probes, BareRoundTrip.Result bare, int verified) {
    double score = probes.scores().millis(99);
    double limit = bare.consumed().millis(99);
    return new Report(
        name(),
        "milliseconds from the moment an event is due, at %,d events/s".formatted(PER_SECOND),
        "99 of 100 scores can be read %.0f ms after their event; a bare round trip through gRPC,"
                .formatted(score)
            + " PostgreSQL and Kafka takes %.0f ms.".formatted(limit),
        List.of(
            "The schedule is fixed and does not wait for answers; whoever falls behind, it counts.",
            "Every tenth event is measured to the end: it moves an account's score across a rule's"
                + " level, so a message must go out (%,d of each)."
                    .formatted(probes.messages().count()),
            "A score counts when WatchScores tells it; GetScore was asked at once for the first %d, and had them."
                .formatted(verified),
            "Limit: the same requests to a bare server in this process: one commit for all that"
                + " wait, then Kafka and back."),
        List.of(
            subject("acknowledged", "event acknowledged", false, acknowledged),
            subject("score", "score readable", false, probes.scores()),
            subject("message", "message received", false, probes.messages()),
            subject("bare_acknowledged", "bare: committed", true, bare.answers()),
            subject("bare_round_trip", "bare: back from Kafka", true, bare.consumed())),
        score / limit,
        List.of(Aim.atMost("score_p99_ms", "p99 event to score, ms", WANTED_MILLIS, score)));
  }

  private static Subject subject(String key, String label, boolean limit, Latencies latencies) {
    return new Subject(
        key,
        label,
        limit,
        List.of(
            new Figure("p50_ms", "p50 ms", latencies.millis(50), 1),
            new Figure("p90_ms", "p90 ms", latencies.millis(90), 1),
            new Figure("p99_ms", "p99 ms", latencies.millis(99), 1),
            new Figure("max_ms", "max ms", latencies.millis(100), 1),
            Figure.whole("events", "events", latencies.count())));
  }
}
