package io.barometer.benchmarks.replay;

import io.barometer.benchmarks.servers.Steps;
import io.barometer.model.history.AccountHistory;
import io.barometer.model.replay.Replay;
import io.barometer.model.score.Scorer;
import java.util.ArrayList;
import java.util.List;

/** Goes through a portfolio block by block: loads, decodes, replays, and the limit beside it. */
final class ReplayRun {
  private static final int BLOCK = 6 * DayCounts.LANES;
  private static final int WARM_UP = 60;
  private static final int CHECKED_EACH = 97;

  final Stopwatch load = new Stopwatch();
  final Stopwatch decode = new Stopwatch();
  final Stopwatch replay = new Stopwatch();
  final Stopwatch columns = new Stopwatch();
  final Stopwatch loop = new Stopwatch();
  final Stopwatch scorer = new Stopwatch();

  private final Portfolio portfolio;
  private final Scorer candidate;
  private final long firstDay;
  private final int length;
  private final Shape shape = new Shape();
  private final VectorLoop vectors;
  private final Replay[] replays = new Replay[Workers.THREADS];
  private long checked;

  ReplayRun(Portfolio portfolio, Scorer candidate, long firstDay, int length) {
    this.portfolio = portfolio;
    this.candidate = candidate;
    this.firstDay = firstDay;
    this.length = length;
    this.vectors = new VectorLoop(Shape.SIGNALS.size(), length);
    for (int thread = 0; thread < replays.length; thread++) {
      replays[thread] = Replay.of(candidate);
    }
  }

  /** Lets the compiler see everything; the times of this are not kept. */
  static void warmUp(Portfolio portfolio, Scorer candidate, long firstDay, int length, int accounts)
      throws Exception {
    ReplayRun run = new ReplayRun(portfolio, candidate, firstDay, length);
    try (Workers workers = new Workers()) {
      for (int round = 0; round < WARM_UP; round++) {
        run.block(workers, 0, Math.min(BLOCK, accounts));
      }
    }
  }

  /** Replays all accounts. */
  void all(int accounts, Steps steps) throws Exception {
    int tenth = Math.max(BLOCK, accounts / 10);
    try (Workers workers = new Workers()) {
      for (int from = 0; from < accounts; from += BLOCK) {
        block(workers, from, Math.min(from + BLOCK, accounts));
        if (from / tenth < (from + BLOCK) / tenth) {
          steps.step("%,d of %,d accounts".formatted(Math.min(from + BLOCK, accounts), accounts));
        }
      }
    }
  }

  /** How many scores were compared with those of the scorer, day by day. */
  long checked() {
    return checked;
  }

  /** How many metrics the limit has. */
  int metrics() {
    return shape.size();
  }

  private void block(Workers workers, int from, int to) throws Exception {
    List<List<Portfolio.Month>> months = load.time(() -> portfolio.read(from, to));
    List<AccountHistory> histories = new ArrayList<>();
    months.forEach(_ -> histories.add(new AccountHistory()));
    short[][] scores = new short[histories.size()][];
    workers.all(
        histories.size(),
        decode,
        (thread, at) -> {
          months.get(at).forEach(m -> histories.get(at).decodeMonth(m.month(), m.state()));
          scores[at] = replays[thread].tenths(histories.get(at), firstDay, lastDay());
        });
    workers.all(
        histories.size(),
        replay,
        (thread, at) ->
            scores[at] = replays[thread].tenths(histories.get(at), firstDay, lastDay()));
    for (int at = 0; at < histories.size(); at++) {
      if ((from + at) % CHECKED_EACH == 0) {
        check(histories.get(at), scores[at]);
      }
    }
    limits(histories);
  }

  private long lastDay() {
    return firstDay + length - 1;
  }

  private void check(AccountHistory history, short[] scores) throws Exception {
    short[] expected = new short[length];
    scorer.time(
        () -> {
          for (int i = 0; i < length; i++) {
            expected[i] = (short) candidate.score(history, firstDay + i).tenths().orElse(-1);
          }
          return expected;
        });
    if (!java.util.Arrays.equals(scores, expected)) {
      throw new IllegalStateException("a replayed score differs from that of its day");
    }
    checked += length;
  }

  private void limits(List<AccountHistory> histories) throws Exception {
    histories.forEach(history -> shape.read(history, firstDay, length)); // decodes the last of it
    columns.time(
        () -> {
          histories.forEach(history -> shape.read(history, firstDay, length));
          return shape;
        });
    List<byte[][]> counts = new ArrayList<>();
    for (int from = 0; from < histories.size(); from += DayCounts.LANES) {
      int to = Math.min(from + DayCounts.LANES, histories.size());
      counts.add(DayCounts.of(Shape.SIGNALS, histories.subList(from, to), firstDay, length));
    }
    loop.time(
        () -> {
          counts.forEach(vectors::run);
          return vectors;
        });
    shape.read(histories.getLast(), firstDay, length);
    shape.compare(vectors, (histories.size() - 1) % DayCounts.LANES, length);
  }
}
