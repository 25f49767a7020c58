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
   * @param figures what was told besides
   */
  record ScoreMoved(
      long sequence,
      Instant time,
      int tenths,
      int previousTenths,
      String band,
      Map<Integer, Integer> lossByDays,
      List<Integer> weeklyTenths,
      long renewalDay,
      Figures figures)
      implements AlertInput {

    /** A score of which nothing else was told. */
    public ScoreMoved(
        long sequence,
        Instant time,
        int tenths,
        int previousTenths,
        String band,
        Map<Integer, Integer> lossByDays,
        List<Integer> weeklyTenths,
        long renewalDay) {
      this(
          sequence,
          time,
          tenths,
          previousTenths,
          band,
          lossByDays,
          weeklyTenths,
          renewalDay,
          Figures.NONE);
    }

    public ScoreMoved {
      lossByDays = Map.copyOf(lossByDays);
      weeklyTenths = List.copyOf(weeklyTenths);
    }
  }

  /**
   * An event of the account was retracted, and its score computed anew.
   *
   * @param moved the score now
   * @param retractedEvent the id of that event
   * @param replaced whether something else is true instead
   * @param scores entries that would have said something else, in the order of the score log
   */
  record Corrected(
      ScoreMoved moved, String retractedEvent, boolean replaced, List<CorrectedScore> scores)
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

  /**
   * Something happened to the account.
   *
   * @param type for example "audit_completed"
   * @param fields what it tells
   */
  record EventTold(
      long sequence, Instant time, String eventId, String type, Map<String, String> fields)
      implements AlertInput {
    public EventTold {
      fields = Map.copyOf(fields);
    }
  }

  /** A source that reports by itself was heard. */
  record SourceHeard(long sequence, Instant time, String signal) implements AlertInput {}

  /** A UTC hour began that begins no day. */
  record HourBegan(long sequence, Instant time) implements AlertInput {}

  /** A UTC day began and every score change of before is in. */
  record DayBegan(long sequence, long epochDay) implements AlertInput {
    @Override
    public Instant time() {
      return LocalDate.ofEpochDay(epochDay).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
  }
}
