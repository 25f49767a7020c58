package io.barometer.model.replay;

import io.barometer.model.forecast.DailyScores;
import io.barometer.model.history.AccountHistory;
import io.barometer.model.score.Score;
import io.barometer.model.score.ScoredDays;
import io.barometer.model.score.Scorer;
import java.util.ArrayList;
import java.util.List;

/**
 * The scores of many days of one account, each equal to what the scorer gives for that day. For one
 * thread; it may be used for one account after the other.
 */
public final class Replay {
  private final ScoredDays days;

  private Replay(Scorer scorer) {
    this.days = new ScoredDays(scorer);
  }

  /** Replays with this scorer, and whatever populations and children it knows of. */
  public static Replay of(Scorer scorer) {
    return new Replay(scorer);
  }

  /**
   * The score of each day from the first to the last, both included, in tenths: 0 to 1000, −1 where
   * it is Unknown. Empty when the last day is before the first.
   */
  public short[] tenths(AccountHistory history, long firstDay, long lastDay) {
    short[] tenths = new short[open(history, firstDay, lastDay)];
    for (int i = 0; i < tenths.length; i++) {
      tenths[i] = days.tenths(i);
    }
    return tenths;
  }

  /** The same for forecasts. */
  public DailyScores daily(AccountHistory history, long firstDay, long lastDay) {
    int[] tenths = new int[open(history, firstDay, lastDay)];
    for (int i = 0; i < tenths.length; i++) {
      tenths[i] = days.tenths(i);
    }
    return DailyScores.of(firstDay, tenths);
  }

  /** The same with bands and coverage. */
  public List<Score> scores(AccountHistory history, long firstDay, long lastDay) {
    int length = open(history, firstDay, lastDay);
    List<Score> scores = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      scores.add(days.score(i));
    }
    return scores;
  }

  private int open(AccountHistory history, long firstDay, long lastDay) {
    int length = Math.toIntExact(Math.max(0, lastDay - firstDay + 1));
    days.open(history, firstDay, length);
    return length;
  }
}
