package io.barometer.benchmarks.replay;

import io.barometer.benchmarks.Benchmark;
import io.barometer.benchmarks.figure.Aim;
import io.barometer.benchmarks.figure.Figure;
import io.barometer.benchmarks.figure.Report;
import io.barometer.benchmarks.figure.Subject;
import io.barometer.benchmarks.servers.Steps;
import io.barometer.language.Presets;
import io.barometer.language.ScorecardReader;
import io.barometer.language.ScorecardReading;
import io.barometer.model.score.Scorer;
import io.barometer.model.scorecard.Scorecard;
import java.time.LocalDate;
import java.util.List;

/** A candidate model over a year of every account, from the stored projections. */
public final class ReplayBenchmark implements Benchmark {
  private static final long LAST_DAY = LocalDate.of(2026, 6, 30).toEpochDay();
  private static final int YEAR = 365;
  private static final int FULL = 100_000;
  private static final String PRESET = "cybersecurity-vendor";

  private final int accounts;

  /** A benchmark of so many accounts. */
  public ReplayBenchmark(int accounts) {
    this.accounts = accounts;
  }

  @Override
  public String name() {
    return "replay";
  }

  @Override
  public Report run(Steps steps) throws Exception {
    Scorecard candidate = candidate();
    Scorer scorer = Scorer.of(candidate);
    long firstDay = LAST_DAY - YEAR + 1;
    steps.step("making the histories of the accounts");
    var stories = new Stories(candidate, accounts, LAST_DAY, YEAR + DayCounts.BEFORE);
    try (Portfolio portfolio = Portfolio.open()) {
      steps.step("writing %,d accounts into scoring.account_month".formatted(accounts));
      portfolio.write(accounts, stories);
      steps.step("warming up");
      ReplayRun.warmUp(portfolio, scorer, firstDay, YEAR, accounts);
      ReplayRun run = new ReplayRun(portfolio, scorer, firstDay, YEAR);
      run.all(accounts, steps);
      return report(candidate, run, stories.size());
    }
  }

  /** The preset with experience weighing more than operation. */
  private static Scorecard candidate() {
    String yaml =
        Presets.yaml(PRESET)
            .replace("version: 1.0.0", "version: 1.1.0")
            .replace("  - name: operation\n    weight: 25", "  - name: operation\n    weight: 20")
            .replace(
                "  - name: experience\n    weight: 20", "  - name: experience\n    weight: 25");
    return card(yaml);
  }

  static Scorecard card(String yaml) {
    return switch (ScorecardReader.read("candidate.yaml", yaml)) {
      case ScorecardReading.Accepted(var model) -> model.card();
      case ScorecardReading.Rejected(var problems) ->
          throw new IllegalStateException("the candidate is refused: " + problems);
    };
  }

  private Report report(Scorecard candidate, ReplayRun run, int stories) {
    double scores = (double) accounts * YEAR;
    double values = scores * run.metrics();
    double ratio = run.columns.cpuSeconds() / run.loop.cpuSeconds();
    double full = run.replay.seconds() * FULL / accounts;
    return new Report(
        name(),
        "a candidate model over a year of %,d accounts".formatted(accounts),
        "%,.0f daily scores by %d metrics take %.1f s on two cores; plain counts and decays cost %.1f times a bare vector loop."
            .formatted(scores, candidate.metrics().size(), run.replay.seconds(), ratio),
        List.of(
            "Candidate: %s with other weights; %d adjustments, segments and stages. Accounts with 34 events a day, %d different ones."
                .formatted(PRESET, candidate.adjustments().size(), stories),
            "Load: 48 accounts at a time from scoring.account_month, one connection. Decoding and replay: two threads; an account's months are decoded as far as the model reads them.",
            "%,d of the scores were compared with those of the scorer, day by day, and are the same."
                .formatted(run.checked()),
            "Limit: of ten signals the counts in 7, 30 and 90 days and points with a half-life of 7 days, one thread, from bytes in memory."),
        List.of(
            subject("load", "load from PostgreSQL", false, run.load, accounts),
            subject("decode", "decode and replay", false, run.decode, accounts),
            subject("replay", "replay again, decoded", false, run.replay, scores),
            subject("scorer", "the same, day by day (sample)", false, run.scorer, run.checked()),
            subject(
                "columns", "40 metrics of ten signals, from histories", false, run.columns, values),
            subject("loop", "the same, bare vector loop over bytes", true, run.loop, values)),
        ratio,
        List.of(
            Aim.atMost("metrics_ratio", "metrics within three times the bare loop", 3, ratio),
            Aim.atMost(
                "replay_seconds", "a year of 100,000 accounts in 10 s on two cores", 10, full)));
  }

  private static Subject subject(
      String key, String label, boolean limit, Stopwatch watch, double each) {
    return new Subject(
        key,
        label,
        limit,
        List.of(
            new Figure("seconds", "seconds", watch.seconds(), 2),
            new Figure("cpu_seconds", "CPU s", watch.cpuSeconds(), 2),
            new Figure("cpu_ns_each", "CPU ns each", watch.cpuSeconds() * 1e9 / each, 1),
            Figure.whole("per_second", "each per second", each / watch.seconds())));
  }
}
