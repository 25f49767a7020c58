package io.barometer.model.alert;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** What the policy decides on: one entry of the score log, as far as it concerns one account. */
public sealed interface AlertInput {

  /** Stands for a score, a change or a day that is not known. */
  int MISSING = -1;

  /** Stands for a renewal that is not known. */
  long NO_RENEWAL = Long.MIN_VALUE;

  /** Place in the shard's score log. An alert that fires here has it as its episode. */
  long sequence();

  /** The moment, by the platform's clock; never falls from entry to entry. */
  Instant time();

  /** The UTC day of {@link #time()}, as an epoch day. */
  default long day() {
    return Math.floorDiv(time().getEpochSecond(), 86_400L);
  }

  /**
   * The account's score changed.
   *
   * @param tenths 0 to 1000, {@link #MISSING} when Unknown
   * @param previousTenths the score before; {@link #MISSING} when Unknown or when this is the first
   * @param band the band's name
   * @param lossByDays points lost, in tenths, negative for a gain, by the days of the trend (7, 30,
   *     90, 365); no entry where it is not known
   * @param weeklyTenths scores today and 7, 14 and 21 days ago, {@link #MISSING} where unknown
   * @param renewalDay epoch day, {@link #NO_RENEWAL} when not known
   */
  record ScoreMoved(
      long sequence,
      Instant time,
      int tenths,
      int previousTenths,
      String band,
      Map<Integer, Integer> lossByDays,
      List<Integer> weeklyTenths,
      long renewalDay)
      implements AlertInput {

    public ScoreMoved {
      lossByDays = Map.copyOf(lossByDays);
      weeklyTenths = List.copyOf(weeklyTenths);
    }
  }

  /**
   * An event of the account was retracted, and its score computed anew.
   *
   * @param moved the score now
   * @param replaced whether something else is true instead
   * @param scores entries that would have said something else, in the order of the score log
   */
  record Corrected(ScoreMoved moved, boolean replaced, List<CorrectedScore> scores)
      implements AlertInput {
    public Corrected {
      scores = List.copyOf(scores);
    }

    @Override
    public long sequence() {
      return moved.sequence();
    }

    @Override
    public Instant time() {
      return moved.time();
    }
  }

  /** A UTC day began and every score change of before is in. */
  record DayBegan(long sequence, long epochDay) implements AlertInput {
    @Override
    public Instant time() {
      return LocalDate.ofEpochDay(epochDay).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
  }
}
