package io.barometer.benchmarks.score;

import com.sun.management.ThreadMXBean;
import io.barometer.benchmarks.Benchmark;
import io.barometer.benchmarks.figure.Aim;
import io.barometer.benchmarks.figure.Figure;
import io.barometer.benchmarks.figure.Report;
import io.barometer.benchmarks.figure.Subject;
import io.barometer.benchmarks.measure.Spread;
import io.barometer.benchmarks.servers.Steps;
import io.barometer.language.Presets;
import io.barometer.model.history.AccountHistory;
import io.barometer.model.ledger.ChangeLedger;
import io.barometer.model.ledger.PastEvent;
import io.barometer.model.ledger.Viewpoint;
import io.barometer.model.measure.Measures;
import io.barometer.model.measure.Reading;
import io.barometer.model.score.Scorer;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.model.whatif.Advisor;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Scores per second on one core, from histories in memory, with and without an explanation. */
public final class ScoreBenchmark implements Benchmark {
  private static final long LAST_DAY = LocalDate.of(2026, 6, 30).toEpochDay();
  private static final int ACCOUNTS = 20;
  private static final int YEAR = 365;
  private static final int YEARS = 7;
  private static final long ROUND_NANOS = 300_000_000L;
  private static final int WARM_UP = 4;
  private static final int COMPARE_DAYS = 30;
  private static final int PORTFOLIO = 10_000;

  private final int rounds;
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Keeps the compiler from leaving work out. */
  private long sink;

  /** A benchmark of so many measured rounds. */
  public ScoreBenchmark(int rounds) {
    this.rounds = rounds;
  }

  interface Work {
    long once(AccountHistory history, long day);
  }

  @Override
  public String name() {
    return "score";
  }

  @Override
  public Report run(Steps steps) {
    Scorecard preset = Presets.model("cybersecurity-vendor").card();
    Scorecard average = Presets.model("usage").card();
    steps.step("making histories of one and of seven years");
    List<AccountHistory> year = histories(preset, YEAR);
    List<AccountHistory> years = histories(preset, YEARS * YEAR);
    Scorer scorer = Scorer.of(preset);
    Scorer usage = Scorer.of(average);
    Measures measures = Measures.of(preset.metrics(), preset.signals());
    Work reading = (history, day) -> readAll(measures.read(history, day), measures.size());
    Work scoring = (history, day) -> scorer.score(history, day).tenths().orElse(-1);
    Work explaining =
        (history, day) -> scorer.explain(history, day, day - COMPARE_DAYS).contributions().size();
    Work averaging = (history, day) -> usage.score(history, day).tenths().orElse(-1);
    Measured read = measure("read", "reading the metrics alone", true, reading, year, steps);
    Measured score = measure("score", "score", false, scoring, year, steps);
    Measured explain = measure("explain", "score with explanation", false, explaining, year, steps);
    Measured long7 =
        measure("score_7y", "score, seven years of history", false, scoring, years, steps);
    Measured weighted =
        measure("usage", "usage scorecard, six inputs", false, averaging, year, steps);
    Measured ledger = ledger(scorer, steps);
    Supposing supposing = new Supposing(scorer);
    Measured whatIf =
        measure(
            "whatif",
            "what-if: as it is, as it would be",
            false,
            supposing::once,
            histories(preset, YEAR),
            steps);
    Measured stored =
        measure(
            "whatif_stored",
            "what-if, a year of rows decoded first",
            false,
            supposing.decoding(year),
            year,
            steps);
    Work advising =
        (history, day) -> Advisor.advise(scorer, history, LAST_DAY, "Healthy").alone().size();
    Measured suggest =
        measure("suggest", "suggestions for one account", false, advising, year, steps);
    double growth = bytes(scoring, years) / bytes(scoring, year);
    return report(
        preset,
        List.of(score, explain, long7, weighted, ledger, whatIf, stored, suggest, read),
        growth);
  }

  /** Why a score changed since a year ago, from the account's events. */
  private Measured ledger(Scorer scorer, Steps steps) {
    List<PastEvent> events = SecurityHistory.events(LAST_DAY, YEAR + 60, 0);
    Viewpoint from = viewpoint(LAST_DAY - YEAR, scorer);
    Viewpoint to = viewpoint(LAST_DAY, scorer);
    Work telling = (history, day) -> ChangeLedger.between(events, from, to).entries().size();
    String label = "ledger over a year, " + events.size() + " events";
    return measure("ledger", label, false, telling, List.of(new AccountHistory()), steps);
  }

  private static Viewpoint viewpoint(long day, Scorer scorer) {
    Instant end = Instant.ofEpochSecond((day + 1) * 86_400).minusNanos(1);
    return new Viewpoint(end, end, scorer);
  }

  private static long readAll(Reading reading, int size) {
    double sum = 0;
    for (int place = 0; place < size; place++) {
      sum += reading.metric(place);
    }
    return (long) sum;
  }

  private static List<AccountHistory> histories(Scorecard card, int days) {
    List<AccountHistory> histories = new ArrayList<>();
    for (int account = 0; account < ACCOUNTS; account++) {
      histories.add(SecurityHistory.of(card, LAST_DAY, days, account));
    }
    return histories;
  }

  private Measured measure(
      String key,
      String label,
      boolean limit,
      Work work,
      List<AccountHistory> histories,
      Steps steps) {
    steps.step(label);
    List<Double> micros = new ArrayList<>();
    for (int round = -WARM_UP; round < rounds; round++) {
      double measured = round(work, histories);
      if (round >= 0) {
        micros.add(measured);
      }
    }
    return new Measured(key, label, limit, Spread.of(micros), bytes(work, histories));
  }

  /** Microseconds of this thread's CPU time for one. */
  private double round(Work work, List<AccountHistory> histories) {
    long began = threads.getCurrentThreadCpuTime();
    long done = 0;
    while (threads.getCurrentThreadCpuTime() - began < ROUND_NANOS) {
      for (AccountHistory history : histories) {
        sink += work.once(history, LAST_DAY - done % 7);
        done++;
      }
    }
    return (threads.getCurrentThreadCpuTime() - began) / 1_000.0 / done;
  }

  private double bytes(Work work, List<AccountHistory> histories) {
    long before = threads.getCurrentThreadAllocatedBytes();
    for (AccountHistory history : histories) {
      sink += work.once(history, LAST_DAY);
    }
    return (threads.getCurrentThreadAllocatedBytes() - before) / (double) histories.size();
  }

  private Report report(Scorecard preset, List<Measured> measured, double growth) {
    Measured score = measured.get(0);
    Measured explain = measured.get(1);
    double ratio = measured.getLast().micros().median() / score.micros().median();
    return new Report(
        name(),
        "microseconds of CPU for one score",
        "A full score of the cybersecurity preset takes %.1f µs, with its explanation against another day %.1f µs."
            .formatted(score.micros().median(), explain.micros().median()),
        List.of(
            "%d metrics, %d adjustments, segments and stages; %d accounts with 34 events a day (sum %d)."
                .formatted(
                    preset.metrics().size(), preset.adjustments().size(), ACCOUNTS, sink % 10),
            "One thread, its CPU time, %d rounds after %d to warm up.".formatted(rounds, WARM_UP),
            "Limit: the metrics of the same scorecard read and nothing made of them."),
        measured.stream().map(Measured::subject).toList(),
        ratio,
        List.of(
            Aim.atMost("score_micros", "a score below 5 µs", 5, score.micros().median()),
            Aim.atMost(
                "explain_micros",
                "with its explanation below 20 µs",
                20,
                explain.micros().median()),
            Aim.atMost(
                "ledger_micros",
                "a ledger over a year below 50 ms",
                50_000,
                measured.get(4).micros().median()),
            Aim.atMost(
                "whatif_seconds",
                "a what-if over 10,000 accounts below 1 s",
                1,
                PORTFOLIO * measured.get(5).micros().median() / 1e6),
            Aim.atMost(
                "bytes_growth",
                "no allocation that grows with the history (seven years ÷ one)",
                1.05,
                growth)));
  }

  private record Measured(String key, String label, boolean limit, Spread micros, double bytes) {
    Subject subject() {
      return new Subject(
          key,
          label,
          limit,
          List.of(
              new Figure("cpu_micros", "CPU µs", micros.median(), 2),
              new Figure("cpu_micros_least", "least", micros.least(), 2),
              Figure.whole("per_second", "per second and core", 1e6 / micros.median()),
              Figure.whole("bytes", "bytes", bytes)));
    }
  }
}
