package io.barometer.benchmarks.replay;

import com.google.protobuf.Timestamp;
import io.barometer.benchmarks.Benchmark;
import io.barometer.benchmarks.figure.Aim;
import io.barometer.benchmarks.figure.Figure;
import io.barometer.benchmarks.figure.Report;
import io.barometer.benchmarks.figure.Subject;
import io.barometer.benchmarks.measure.CpuMeter;
import io.barometer.benchmarks.measure.Spread;
import io.barometer.benchmarks.servers.Arena;
import io.barometer.benchmarks.servers.Caller;
import io.barometer.benchmarks.servers.Steps;
import io.barometer.language.Presets;
import io.barometer.launcher.stack.Credentials;
import io.barometer.launcher.stack.Service;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.proto.event.v1.Activity;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.ingestion.v1.BatchMode;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc;
import io.barometer.proto.ingestion.v1.RecordEventsRequest;
import io.barometer.proto.scoring.v1.Hypothesis;
import io.barometer.proto.scoring.v1.ScoringServiceGrpc;
import io.barometer.proto.scoring.v1.ScoringServiceGrpc.ScoringServiceBlockingStub;
import io.barometer.proto.scoring.v1.SimulatePortfolioRequest;
import io.barometer.proto.scoring.v1.WeightSetting;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

/** A hypothesis on a whole portfolio, asked over gRPC. */
public final class WhatIfBenchmark implements Benchmark {
  private static final int MOST = 10_000;
  private static final int DAYS = 455;
  private static final int WARM_UP = 4;
  private static final int PAGE = 200;
  private static final int PATIENCE = 60;
  private static final int CLOCKS = 40;
  private static final String PRESET = "cybersecurity-vendor";

  private final int rounds;
  private final int accounts;

  /** A benchmark of so many measured rounds, with so many accounts or 10,000 if that is less. */
  public WhatIfBenchmark(int rounds, int accounts) {
    this.rounds = rounds;
    this.accounts = Math.min(MOST, accounts);
  }

  @Override
  public String name() {
    return "whatif";
  }

  @Override
  public Report run(Steps steps) throws Exception {
    try (Arena arena =
            Arena.open(
                EnumSet.of(Service.INGESTION, Service.SCORING),
                options -> options.with(Service.SCORING, "barometer.scorecard", PRESET),
                steps);
        Connection database = arena.superuser();
        Caller ingestion = arena.asTenant(Service.INGESTION);
        Caller caller = arena.asTenant(Service.SCORING)) {
      var scoring = ScoringServiceGrpc.newBlockingStub(caller.channel());
      tellTheTime(ingestion);
      await(scoring, CLOCKS);
      steps.step("writing %,d accounts with a year of history".formatted(accounts));
      write(database);
      steps.step("warming up");
      await(scoring, accounts + CLOCKS);
      for (int round = 0; round < WARM_UP; round++) {
        ask(scoring);
        read(database);
      }
      Rounds asked = new Rounds(arena);
      Rounds first = new Rounds(arena);
      Rounds read = new Rounds(arena);
      for (int round = 1; round <= rounds; round++) {
        steps.step("round " + round + " of " + rounds);
        int daysAgo = round;
        read.measure(() -> read(database));
        first.measure(() -> ask(scoring, daysAgo));
        asked.measure(() -> ask(scoring));
      }
      return report(asked, first, read);
    }
  }

  private void write(Connection database) throws SQLException {
    Scorecard card = ReplayBenchmark.card(Presets.yaml(PRESET));
    long today = LocalDate.now(ZoneOffset.UTC).toEpochDay();
    var stories = new Stories(card, accounts, today, DAYS);
    Portfolio.write(database, Credentials.TENANT, accounts, stories);
    try (var statement =
        database.prepareStatement(
            """
            insert into scoring.score (projection_version, tenant_id, account_id, score_name, shard,
              band, coverage, name, owner, plan, industry, region, segment, parent, arr_currency,
              model_hash, moves, detail, beside_hash, beside_band)
            select projection_version, tenant_id, account_id, 'health', min(shard),
              'Unknown', 0, '', '', '', '', '', '', '', '', '', 0, '', '', ''
            from scoring.account_month where tenant_id = ? group by 1, 2, 3
            on conflict do nothing
            """)) {
      statement.setString(1, Credentials.TENANT);
      statement.executeUpdate();
    }
    try (var statement = database.createStatement()) {
      statement.execute("analyze scoring.score");
    }
  }

  /**
   * The clock of a shard comes with its log, and before it moves scoring would score every account
   * that it finds; so accounts in all shards have an event first.
   */
  private static void tellTheTime(Caller ingestion) {
    var now = Timestamp.newBuilder().setSeconds(Instant.now().getEpochSecond() - 1);
    var request = RecordEventsRequest.newBuilder().setMode(BatchMode.BATCH_MODE_ATOMIC);
    for (int clock = 0; clock < CLOCKS; clock++) {
      request.addEvents(
          Event.newBuilder()
              .setAccountId("clock-" + clock)
              .setEventKey("now-" + clock)
              .setSource("benchmark")
              .setOccurredTime(now)
              .setActivity(Activity.newBuilder().setAction("login").setUserId("nobody")));
    }
    var unused =
        IngestionServiceGrpc.newBlockingStub(ingestion.channel()).recordEvents(request.build());
  }

  private static void await(ScoringServiceBlockingStub scoring, int all)
      throws InterruptedException {
    int seen = ask(scoring);
    for (int second = 0; seen < all; second++) {
      if (second == PATIENCE) {
        throw new IllegalStateException("scoring sees %d of %d accounts".formatted(seen, all));
      }
      Thread.sleep(1_000);
      seen = ask(scoring);
    }
  }

  /** The portfolio of today under its model with another weight. */
  private static int ask(ScoringServiceBlockingStub scoring) {
    return ask(scoring, 0);
  }

  /** That of a day that nobody asked about is read anew. */
  private static int ask(ScoringServiceBlockingStub scoring, int daysAgo) {
    var weight = WeightSetting.newBuilder().setName("operation").setWeight(40);
    var request =
        SimulatePortfolioRequest.newBuilder()
            .setHypothesis(Hypothesis.newBuilder().addWeights(weight));
    if (daysAgo > 0) {
      Instant then = Instant.now().minus(Duration.ofDays(daysAgo));
      request.setAsOfTime(Timestamp.newBuilder().setSeconds(then.getEpochSecond()));
    }
    return scoring.simulatePortfolio(request.build()).getTotalSize();
  }

  private int read(Connection database) throws SQLException {
    int months = 0;
    for (int from = 0; from < accounts; from += PAGE) {
      int to = Math.min(from + PAGE, accounts);
      for (List<Portfolio.Month> account : Portfolio.read(database, Credentials.TENANT, from, to)) {
        months += account.size();
      }
    }
    return months;
  }

  private Report report(Rounds asked, Rounds first, Rounds read) {
    double millis = Spread.of(asked.millis).median();
    double cold = Spread.of(first.millis).median();
    double limit = Spread.of(read.millis).median();
    double scale = (double) MOST / accounts;
    return new Report(
        name(),
        "a what-if over %,d accounts with a year of history".formatted(accounts),
        "SimulatePortfolio answers in %,.0f ms, in %,.0f the first time; reading the rows takes %,.0f."
            .formatted(millis, cold, limit),
        List.of(
            "Model: %s beside the same with another weight. Accounts with 34 events a day."
                .formatted(PRESET),
            "Over gRPC. The first time is of a day that nobody asked about. %d rounds, taking turns."
                .formatted(rounds),
            "Limit: the rows of all accounts read by JDBC on one connection, nothing decoded."),
        List.of(
            asked.subject("whatif", "SimulatePortfolio", false),
            first.subject("first", "the first time", false),
            read.subject("read", "read the rows", true)),
        millis / limit,
        List.of(
            Aim.atMost("whatif_millis", "10,000 accounts within a second", 1_000, millis * scale),
            Aim.atMost("first_millis", "the first time too", 1_000, cold * scale)));
  }

  /** What one subject took, round by round. */
  private static final class Rounds {
    private final CpuMeter cpu;
    private final List<Double> millis = new ArrayList<>();
    private final List<Double> worked = new ArrayList<>();

    Rounds(Arena arena) {
      Map<String, Long> processes = arena.processes();
      cpu =
          new CpuMeter()
              .process("client", ProcessHandle.current().pid())
              .process("scoring", Objects.requireNonNull(processes.get("scoring")))
              .tree("postgres", Objects.requireNonNull(processes.get("postgres")));
    }

    void measure(Callable<Integer> work) throws Exception {
      Map<String, Double> before = cpu.read();
      long begun = System.nanoTime();
      work.call();
      millis.add((System.nanoTime() - begun) / 1e6);
      worked.add(
          CpuMeter.microsPerEvent(before, cpu.read(), 1_000).values().stream()
              .mapToDouble(Double::doubleValue)
              .sum());
    }

    Subject subject(String key, String label, boolean limit) {
      Spread spread = Spread.of(millis);
      return new Subject(
          key,
          label,
          limit,
          List.of(
              Figure.whole("millis", "ms", spread.median()),
              Figure.whole("millis_least", "least", spread.least()),
              Figure.whole("millis_most", "most", spread.most()),
              Figure.whole("cpu_millis", "CPU ms", Spread.of(worked).median())));
    }
  }
}
