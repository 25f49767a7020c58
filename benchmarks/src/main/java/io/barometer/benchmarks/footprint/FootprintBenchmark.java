package io.barometer.benchmarks.footprint;

import io.barometer.benchmarks.Benchmark;
import io.barometer.benchmarks.figure.Aim;
import io.barometer.benchmarks.figure.Figure;
import io.barometer.benchmarks.figure.Report;
import io.barometer.benchmarks.figure.Subject;
import io.barometer.benchmarks.ingest.Workload;
import io.barometer.benchmarks.servers.Caller;
import io.barometer.benchmarks.servers.Steps;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How long {@code barometer up} takes and how much memory everything holds that it starts. */
public final class FootprintBenchmark implements Benchmark {
  private static final int EVENTS = 50_000;
  private static final int BATCH = 100;
  private static final double LIMIT_SECONDS = 20;
  private static final double LIMIT_MIB = 2_048;
  private static final Duration SETTLING = Duration.ofSeconds(5);

  @Override
  public String name() {
    return "footprint";
  }

  @Override
  public Report run(Steps steps) throws Exception {
    try (CommandLineStack stack = CommandLineStack.create()) {
      steps.step("barometer up, in a new folder");
      double first = stack.up();
      stack.down();
      steps.step("barometer up, again");
      double again = stack.up();
      Map<String, Double> idle = stack.residentMib();
      steps.step("recording %,d events".formatted(EVENTS));
      load(stack);
      return report(first, again, idle, stack.residentMib());
    }
  }

  private static void load(CommandLineStack stack) throws InterruptedException {
    try (Caller caller = stack.ingestion()) {
      var ingestion = IngestionServiceGrpc.newBlockingStub(caller.channel());
      new Workload()
          .requests(EVENTS, BATCH)
          .forEach(
              request -> {
                var unused = ingestion.recordEvents(request);
              });
    }
    Thread.sleep(SETTLING);
  }

  private Report report(
      double first, double again, Map<String, Double> idle, Map<String, Double> loaded) {
    double mib = sum(loaded);
    double seconds = Math.max(first, again);
    double ratio = Math.max(seconds / LIMIT_SECONDS, mib / LIMIT_MIB);
    List<Subject> subjects = new ArrayList<>();
    idle.forEach(
        (process, before) ->
            subjects.add(subject(process, before, loaded.getOrDefault(process, 0.0))));
    subjects.add(whole(first, again, idle, loaded));
    subjects.add(
        new Subject(
            "limit",
            "wanted",
            true,
            List.of(
                new Figure("ready_seconds_first", "first start, s", LIMIT_SECONDS, 1),
                new Figure("ready_seconds_again", "next start, s", LIMIT_SECONDS, 1),
                Figure.whole("resident_mib_idle", "MiB idle", LIMIT_MIB),
                Figure.whole("resident_mib", "MiB after load", LIMIT_MIB))));
    return new Report(
        name(),
        "seconds from `up` to ready, and resident memory",
        "The whole platform is ready %.1f s after the first `up` and %.1f s after the next, and holds %,.0f MiB."
            .formatted(first, again, mib),
        List.of(
            "PostgreSQL and Kafka included. PostgreSQL by Pss, because its processes share buffers; the others by Rss.",
            "After load: 5 s after %,d events went through all three services.".formatted(EVENTS),
            "The ratio is the larger one of time to 20 s and memory to 2 GiB."),
        subjects,
        ratio,
        List.of(
            Aim.atMost("ready_seconds", "seconds to ready, first start", LIMIT_SECONDS, first),
            Aim.atMost("resident_mib", "MiB in all", LIMIT_MIB, mib)));
  }

  private static Subject subject(String process, double idle, double loaded) {
    return new Subject(process, process, false, memory(idle, loaded));
  }

  private static Subject whole(
      double first, double again, Map<String, Double> idle, Map<String, Double> loaded) {
    List<Figure> figures = new ArrayList<>();
    figures.add(new Figure("ready_seconds_first", "first start, s", first, 1));
    figures.add(new Figure("ready_seconds_again", "next start, s", again, 1));
    figures.addAll(memory(sum(idle), sum(loaded)));
    return new Subject("all", "in all", false, figures);
  }

  private static List<Figure> memory(double idle, double loaded) {
    return List.of(
        Figure.whole("resident_mib_idle", "MiB idle", idle),
        Figure.whole("resident_mib", "MiB after load", loaded));
  }

  private static double sum(Map<String, Double> mib) {
    return mib.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
