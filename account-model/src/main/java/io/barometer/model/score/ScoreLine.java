package io.barometer.model.score;

import io.barometer.model.history.AccountHistory;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * An account's daily scores with what is known now, remembered for 366 days: asking for trends
 * every day costs one scoring a day. Whoever adds to the history calls {@link #invalidateFrom} with
 * the day on which the event occurred; then every answer equals that of the scorer. For one thread
 * at a time.
 */
public final class ScoreLine {
  /** The days of the four trends, in order. */
  public static final List<Integer> TREND_DAYS = List.of(7, 30, 90, 365);

  private static final int LENGTH = 366;
  private static final short EMPTY = Short.MIN_VALUE;
  private static final short UNKNOWN = -1;

  private final Scorer scorer;
  private final short[] ring = new short[LENGTH];

  /** The latest day of the ring; it holds the 366 days that end with it. */
  private long head = Long.MIN_VALUE;

  public ScoreLine(Scorer scorer) {
    this.scorer = scorer;
    Arrays.fill(ring, EMPTY);
  }

  /** The score of a day in tenths; empty when it is Unknown. */
  public OptionalInt tenths(AccountHistory history, long day) {
    moveTo(day);
    if (day <= head - LENGTH) {
      return scorer.score(history, day).tenths();
    }
    int slot = slot(day);
    if (ring[slot] == EMPTY) {
      ring[slot] = (short) scorer.score(history, day).tenths().orElse(UNKNOWN);
    }
    return ring[slot] == UNKNOWN ? OptionalInt.empty() : OptionalInt.of(ring[slot]);
  }

  /** The whole score of a day, computed anew; its tenths are remembered. */
  public Score score(AccountHistory history, long day) {
    moveTo(day);
    Score score = scorer.score(history, day);
    if (day > head - LENGTH) {
      ring[slot(day)] = (short) score.tenths().orElse(UNKNOWN);
    }
    return score;
  }

  /** The trends of a day over 7, 30, 90 and 365 days. */
  public List<Trend> trends(AccountHistory history, long day) {
    OptionalInt now = tenths(history, day);
    return TREND_DAYS.stream()
        .map(days -> Trend.between(days, tenths(history, day - days), now))
        .toList();
  }

  /** The scores of a day and of 7, 14 and 21 days before, in tenths, −1 where missing. */
  public int[] weekly(AccountHistory history, long day) {
    int[] weekly = new int[4];
    for (int week = 0; week < weekly.length; week++) {
      weekly[week] = tenths(history, day - 7L * week).orElse(UNKNOWN);
    }
    return weekly;
  }

  /** Forgets the scores of a day and of all later ones, because something happened on that day. */
  public void invalidateFrom(long day) {
    if (head == Long.MIN_VALUE) {
      return;
    }
    for (long stale = Math.max(day, head - LENGTH + 1); stale <= head; stale++) {
      ring[slot(stale)] = EMPTY;
    }
  }

  private void moveTo(long day) {
    if (day <= head) {
      return;
    }
    if (head == Long.MIN_VALUE || day - head >= LENGTH) {
      Arrays.fill(ring, EMPTY);
    } else {
      for (long fresh = head + 1; fresh <= day; fresh++) {
        ring[slot(fresh)] = EMPTY;
      }
    }
    head = day;
  }

  private static int slot(long day) {
    return (int) Math.floorMod(day, (long) LENGTH);
  }
}
