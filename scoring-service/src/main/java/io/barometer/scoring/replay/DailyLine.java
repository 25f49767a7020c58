package io.barometer.scoring.replay;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.replay.Replay;
import io.barometer.model.score.Score;
import io.barometer.proto.scoring.v1.ScoreRun;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The scores of an account day by day under one model.
 *
 * @param scores of every day, at least one
 */
record DailyLine(List<Score> scores) {

  static DailyLine of(AccountHistory history, Replay model, Span span) {
    return new DailyLine(model.scores(history, span.firstDay(), span.lastDay()));
  }

  /** How many days. */
  int days() {
    return scores.size();
  }

  /** The score of the last day. */
  Score last() {
    return scores.getLast();
  }

  /** The band of a day. */
  String band(int day) {
    return scores.get(day).band();
  }

  /** Whether a day has a score. */
  boolean known(int day) {
    return scores.get(day).known();
  }

  /** This minus another one on a day; empty when one of the two is Unknown. */
  OptionalInt minus(DailyLine other, int day) {
    OptionalInt own = scores.get(day).tenths();
    OptionalInt others = other.scores.get(day).tenths();
    return own.isPresent() && others.isPresent()
        ? OptionalInt.of(own.getAsInt() - others.getAsInt())
        : OptionalInt.empty();
  }

  /** The days as runs with the same score. */
  List<ScoreRun> runs() {
    List<ScoreRun> runs = new ArrayList<>();
    int begin = 0;
    for (int day = 1; day <= days(); day++) {
      if (day == days() || !same(scores.get(day), scores.get(begin))) {
        runs.add(run(scores.get(begin), day - begin));
        begin = day;
      }
    }
    return runs;
  }

  private static boolean same(Score one, Score other) {
    return one.tenths().equals(other.tenths()) && one.band().equals(other.band());
  }

  private static ScoreRun run(Score score, int days) {
    var run = ScoreRun.newBuilder().setDays(days).setBand(score.band());
    score.tenths().ifPresent(run::setTenths);
    return run.build();
  }
}
