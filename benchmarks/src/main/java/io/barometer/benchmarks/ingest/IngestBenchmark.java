package io.barometer.benchmarks.ingest;

import io.barometer.benchmarks.Benchmark;
import io.barometer.benchmarks.figure.Aim;
import io.barometer.benchmarks.figure.Report;
import io.barometer.benchmarks.figure.Subject;
import io.barometer.benchmarks.measure.CpuMeter;
import io.barometer.benchmarks.servers.Arena;
import io.barometer.benchmarks.servers.Caller;
import io.barometer.benchmarks.servers.Steps;
import io.barometer.launcher.stack.Service;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Acknowledged events per second through gRPC, and what bare inserts do on the same PostgreSQL. The
 * ways take turns, so that what else the machine does hits all of them.
 */
public final class IngestBenchmark implements Benchmark {
  private static final int CALLERS = 16;
  private static final int SINGLE_CALLERS = 500;
  private static final int SINGLE_CONNECTIONS = 4;
  private static final int BATCH = 100;
  private static final int WINDOW = 16;
  private static final int EVENTS = 60_000;
  private static final int SINGLE_EVENTS = 30_000;
  private static final int WARM_UP_ROUNDS = 3;
  private static final double WANTED_RATIO = 0.5;
  private static final double WANTED_SINGLE = 13_000;

  private final int rounds;
  private final boolean wholeStack;

  /** A benchmark of so many measured rounds. */
  public IngestBenchmark(int rounds, boolean wholeStack) {
    this.rounds = rounds;
    this.wholeStack = wholeStack;
  }

  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public Report run(Steps steps) throws Exception {
    Set<Service> services =
        wholeStack ? EnumSet.allOf(Service.class) : EnumSet.of(Service.INGESTION);
    try (Arena arena = Arena.open(services, options -> options, steps);
        Connections connections = new Connections(arena);
        BareWriters bare = bareWriters(arena)) {
      List<Way> ways = ways(connections, bare);
      Map<String, RoundFigures> figures = new LinkedHashMap<>();
      ways.forEach(way -> figures.put(way.key(), new RoundFigures(way)));
      CpuMeter cpu = meter(arena);
      for (int round = 1 - WARM_UP_ROUNDS; round <= rounds; round++) {
        steps.step(round < 1 ? "warming up" : "round " + round + " of " + rounds);
        for (Way way : ways) {
          measure(
              way,
              cpu,
              round < 1
                  ? new RoundFigures(way)
                  : java.util.Objects.requireNonNull(figures.get(way.key())));
        }
      }
      checkStored(arena, ways);
      return report(figures);
    }
  }

  private static BareWriters bareWriters(Arena arena) throws SQLException {
    try (var connection = arena.superuser()) {
      BareTables.create(connection);
    }
    return new BareWriters(arena);
  }

  private static List<Way> ways(Connections connections, BareWriters bare) {
    Workload workload = new Workload();
    BareRows rows = new BareRows();
    UnaryCallers batches = new UnaryCallers(List.of(connections.all.getFirst()), CALLERS);
    StreamCaller stream = new StreamCaller(connections.all.getFirst(), WINDOW);
    UnaryCallers singles = new UnaryCallers(connections.all, SINGLE_CALLERS);
    return List.of(
        new Way(
            "batches",
            "batches of 100, 16 callers",
            false,
            EVENTS,
            events -> {
              var requests = workload.requests(events, BATCH);
              return () -> batches.send(requests);
            }),
        new Way(
            "stream",
            "batches of 100, 1 stream",
            false,
            EVENTS,
            events -> {
              var requests = workload.requests(events, BATCH);
              return () -> stream.send(requests);
            }),
        new Way(
            "singles",
            "single events, 500 callers",
            false,
            SINGLE_EVENTS,
            events -> {
              var requests = workload.requests(events, 1);
              return () -> singles.send(requests);
            }),
        new Way("unnest", "unnest × 500", true, EVENTS, rows.by(bare, new UnnestInsert())),
        new Way("copy", "binary COPY × 500", true, EVENTS, rows.by(bare, new CopyInsert())));
  }

  private static void measure(Way way, CpuMeter cpu, RoundFigures figures) throws Exception {
    Way.Round round = way.sending().prepare(way.events());
    System.gc();
    Map<String, Double> before = cpu.read();
    long begun = System.nanoTime();
    round.run();
    double seconds = (System.nanoTime() - begun) / 1e9;
    figures.add(seconds, CpuMeter.microsPerEvent(before, cpu.read(), way.events()));
  }

  private static CpuMeter meter(Arena arena) {
    Map<String, Long> processes = arena.processes();
    CpuMeter cpu = new CpuMeter().process("client", ProcessHandle.current().pid());
    for (Service service : Service.values()) {
      Long pid = processes.get(service.name().toLowerCase(java.util.Locale.ROOT));
      if (pid != null) {
        cpu.process(
            service == Service.INGESTION
                ? "service"
                : service.name().toLowerCase(java.util.Locale.ROOT),
            pid);
      }
    }
    return cpu.tree("postgres", java.util.Objects.requireNonNull(processes.get("postgres")))
        .process("kafka", java.util.Objects.requireNonNull(processes.get("kafka")));
  }

  /** What was acknowledged is there, once. */
  private void checkStored(Arena arena, List<Way> ways) throws SQLException {
    long acknowledged =
        ways.stream().filter(way -> !way.limit()).mapToLong(Way::events).sum()
            * (rounds + WARM_UP_ROUNDS);
    try (var connection = arena.superuser();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select count(*) from ingestion.event where tenant_id = 'demo'")) {
      rows.next();
      if (rows.getLong(1) != acknowledged) {
        throw new IllegalStateException(
            "%,d events were acknowledged, %,d are stored"
                .formatted(acknowledged, rows.getLong(1)));
      }
    }
  }

  private Report report(Map<String, RoundFigures> figures) {
    double batches = java.util.Objects.requireNonNull(figures.get("batches")).eventsPerSecond();
    double singles = java.util.Objects.requireNonNull(figures.get("singles")).eventsPerSecond();
    double ratio =
        batches / java.util.Objects.requireNonNull(figures.get("unnest")).eventsPerSecond();
    List<Subject> subjects = figures.values().stream().map(RoundFigures::subject).toList();
    return new Report(
        name(),
        "acknowledged events per second, with CPU µs per event by process",
        "An event that costs PostgreSQL what it costs anybody is checked, numbered, chained, answered"
            + " and published on the way; batches reach %.2f of a bare unnest insert."
                .formatted(ratio),
        List.of(
            "ingestion-service in its own process; scoring and alerting "
                + (wholeStack
                    ? "work on the events meanwhile."
                    : "do not run (--whole-stack runs them)."),
            "%d rounds after %d to warm up, the ways taking turns; the median, the least and the most."
                .formatted(rounds, WARM_UP_ROUNDS),
            "Limits: two connections, the same tables with the same indexes, 500 rows per durable"
                + " transaction with the fence; no checks, no stream versions, no answers, no Kafka."),
        subjects,
        ratio,
        List.of(
            Aim.atLeast("batches_to_unnest", "batches against unnest", WANTED_RATIO, ratio),
            Aim.atLeast("singles_per_second", "single events per second", WANTED_SINGLE, singles)));
  }

  private static final class Connections implements AutoCloseable {
    private final List<Caller> all = new ArrayList<>();

    Connections(Arena arena) {
      for (int i = 0; i < SINGLE_CONNECTIONS; i++) {
        all.add(arena.asTenant(Service.INGESTION));
      }
    }

    @Override
    public void close() {
      all.forEach(Caller::close);
    }
  }

  /** Rows for the bare writers, made before the clock starts. */
  private static final class BareRows {
    private final Workload workload = new Workload();
    private final Random random = new Random(1);
    private long version;

    Way.Sending by(BareWriters writers, RowInsert insert) {
      return events -> {
        List<BareRow> rows = BareRow.of(workload.events(events), version, random);
        version += events;
        return () -> writers.write(rows, insert);
      };
    }
  }
}
