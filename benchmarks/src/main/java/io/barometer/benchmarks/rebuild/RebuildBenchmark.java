package io.barometer.benchmarks.rebuild;

import io.barometer.benchmarks.Benchmark;
import io.barometer.benchmarks.figure.Figure;
import io.barometer.benchmarks.figure.Report;
import io.barometer.benchmarks.figure.Subject;
import io.barometer.benchmarks.measure.CpuMeter;
import io.barometer.benchmarks.measure.Spread;
import io.barometer.benchmarks.servers.Arena;
import io.barometer.benchmarks.servers.Caller;
import io.barometer.benchmarks.servers.Steps;
import io.barometer.launcher.stack.Service;
import io.barometer.launcher.stack.StackOptions;
import io.barometer.proto.ingestion.v1.BatchMode;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc;
import io.barometer.proto.ingestion.v1.RecordEventsRequest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** The projection built again from position 0, and the same log read without folding it. */
public final class RebuildBenchmark implements Benchmark {
  private static final int EVENTS = 100_000;
  private static final int BATCH = 500;

  private final int rounds;

  /** A benchmark of so many measured rounds. */
  public RebuildBenchmark(int rounds) {
    this.rounds = rounds;
  }

  @Override
  public String name() {
    return "rebuild";
  }

  @Override
  public Report run(Steps steps) throws Exception {
    try (Arena arena =
            Arena.open(
                EnumSet.of(Service.INGESTION, Service.SCORING),
                options -> options.with(StackOptions.Clock.REPLAY),
                steps);
        Caller tenant = arena.asTenant(Service.INGESTION);
        Caller log = arena.asService(Service.INGESTION);
        Caller scoring = arena.asService(Service.SCORING)) {
      Projection projection = new Projection(log, scoring);
      steps.step("recording a year of %,d events".formatted(EVENTS));
      record(tenant);
      projection.awaitHead();
      Rounds rebuilding = new Rounds("rebuild", "rebuild from position 0", false);
      Rounds reading = new Rounds("read", "read the log alone", true);
      CpuMeter cpu = meter(arena);
      projection.rebuild();
      projection.readLog();
      for (int round = 1; round <= rounds; round++) {
        steps.step("round " + round + " of " + rounds);
        reading.measure(cpu, projection::readLog);
        rebuilding.measure(cpu, projection::rebuild);
      }
      return report(rebuilding, reading);
    }
  }

  private static void record(Caller tenant) {
    var ingestion = IngestionServiceGrpc.newBlockingStub(tenant.channel());
    YearOfEvents year = new YearOfEvents(EVENTS);
    for (int from = 0; from < EVENTS; from += BATCH) {
      var unused =
          ingestion.recordEvents(
              RecordEventsRequest.newBuilder()
                  .setMode(BatchMode.BATCH_MODE_ATOMIC)
                  .addAllEvents(year.events(from, BATCH))
                  .build());
    }
  }

  private static CpuMeter meter(Arena arena) {
    Map<String, Long> processes = arena.processes();
    return new CpuMeter()
        .process("client", ProcessHandle.current().pid())
        .process("ingestion", java.util.Objects.requireNonNull(processes.get("ingestion")))
        .process("scoring", java.util.Objects.requireNonNull(processes.get("scoring")))
        .tree("postgres", java.util.Objects.requireNonNull(processes.get("postgres")));
  }

  private Report report(Rounds rebuilding, Rounds reading) {
    double ratio = rebuilding.eventsPerSecond() / reading.eventsPerSecond();
    return new Report(
        name(),
        "events per second from position 0 to the head",
        "A rebuild folds %,.0f events a second into histories, scores and the score log's state, %.2f of"
                .formatted(rebuilding.eventsPerSecond(), ratio)
            + " the speed at which they can be read.",
        List.of(
            "A year of %,d events of 1,000 accounts; at every day's start all accounts are scored that time moves."
                .formatted(EVENTS),
            "Each rebuild gave the state hash of the live projection. %d rounds, taking turns."
                .formatted(rounds),
            "Limit: the same ReadShard streams, shard after shard, drained by this process."),
        List.of(rebuilding.subject(), reading.subject()),
        ratio,
        List.of());
  }

  /** The rounds of one subject. */
  private static final class Rounds {
    private final String key;
    private final String label;
    private final boolean limit;
    private final List<Double> rates = new ArrayList<>();
    private final List<Double> cpuMicros = new ArrayList<>();

    Rounds(String key, String label, boolean limit) {
      this.key = key;
      this.label = label;
      this.limit = limit;
    }

    void measure(CpuMeter cpu, Reading reading) throws Exception {
      Map<String, Double> before = cpu.read();
      long begun = System.nanoTime();
      long events = reading.run();
      rates.add(events * 1e9 / (System.nanoTime() - begun));
      cpuMicros.add(
          CpuMeter.microsPerEvent(before, cpu.read(), events).values().stream()
              .mapToDouble(Double::doubleValue)
              .sum());
    }

    double eventsPerSecond() {
      return Spread.of(rates).median();
    }

    Subject subject() {
      Spread rate = Spread.of(rates);
      return new Subject(
          key,
          label,
          limit,
          List.of(
              Figure.whole("events_per_second", "events/s", rate.median()),
              Figure.whole("events_per_second_least", "least", rate.least()),
              Figure.whole("events_per_second_most", "most", rate.most()),
              new Figure("cpu_us_per_event", "CPU µs/event", Spread.of(cpuMicros).median(), 1)));
    }
  }

  /** Goes through the log once; tells how many events it saw. */
  @FunctionalInterface
  private interface Reading {
    long run() throws Exception;
  }
}
