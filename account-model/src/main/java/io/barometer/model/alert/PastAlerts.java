package io.barometer.model.alert;

import io.barometer.model.alert.AlertInput.HourBegan;
import io.barometer.model.alert.AlertInput.ScoreMoved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The alerts that rules raise on the past: on scores that are there for every day, as if each was
 * told once at the end of its day, so that what moves within a day and is gone at its end raises
 * nothing; or on what was told at the time.
 */
public final class PastAlerts {
  private static final List<Integer> LOSS_DAYS = List.of(7, 30, 90, 365);
  private static final int WEEKS = 4;
  private static final long SECONDS_PER_DAY = 86_400;
  private static final long SECONDS_PER_HOUR = 3_600;
  private static final long HOURS_PER_DAY = 24;

  private PastAlerts() {}

  /**
   * The scores of one account.
   *
   * @param firstDay epoch day of the first entry of each list
   * @param tenths 0 to 1000, {@link AlertInput#MISSING} where Unknown
   * @param bands names
   * @param renewalDays epoch days, {@link AlertInput#NO_RENEWAL} where not known
   * @param coveragePercents 0 to 100, {@link AlertInput#MISSING} where not known
   */
  public record Days(
      long firstDay,
      List<Integer> tenths,
      List<String> bands,
      List<Long> renewalDays,
      List<Integer> coveragePercents) {

    /** Days of which the coverage is not known. */
    public Days(long firstDay, List<Integer> tenths, List<String> bands, List<Long> renewalDays) {
      this(
          firstDay,
          tenths,
          bands,
          renewalDays,
          Collections.nCopies(tenths.size(), AlertInput.MISSING));
    }

    public Days {
      coveragePercents = List.copyOf(coveragePercents);
      tenths = List.copyOf(tenths);
      bands = List.copyOf(bands);
      renewalDays = List.copyOf(renewalDays);
    }

    private int tenths(int index) {
      return index < 0 ? AlertInput.MISSING : tenths.get(index);
    }
  }

  /**
   * An alert from the day on which it fires.
   *
   * @param resolvedDay {@link Decision#NEVER} when it is still open on the last day
   * @param reason why it fired
   */
  public record Episode(AlertRule rule, long firedDay, long resolvedDay, String reason) {

    /** Whether both are of the same rule and open on a same day. */
    boolean meets(Episode other) {
      return rule.name().equals(other.rule.name())
          && firedDay <= other.resolvedDay
          && other.firedDay <= resolvedDay;
    }
  }

  /** All alerts on those days, in the order in which they fire. */
  public static List<Episode> of(List<AlertRule> rules, Days days) {
    Account account = new Account(rules);
    for (int index = 0; index < days.tenths().size(); index++) {
      account.decide(input(days, index));
    }
    return account.episodes.all();
  }

  /**
   * All alerts that what was told of one account raises, likewise. Before each input, and up to the
   * end of the last day, the hours begin at which time alone can change something.
   *
   * @param told what was told of the account, in its order
   * @param lastDay epoch day
   */
  public static List<Episode> ofTold(List<AlertRule> rules, List<AlertInput> told, long lastDay) {
    Account account = new Account(rules);
    for (AlertInput input : told) {
      account.until(Math.floorDiv(input.time().getEpochSecond(), SECONDS_PER_HOUR));
      account.decide(input);
    }
    account.until((lastDay + 1) * HOURS_PER_DAY - 1);
    return account.episodes.all();
  }

  /** What is remembered of an account on the way. For one thread. */
  private static final class Account {
    private final List<AlertRule> rules;
    private final Episodes episodes = new Episodes();
    private AccountMemory memory = AccountMemory.BLANK;
    private long dueHour = Decision.NEVER;
    private long sequence;

    Account(List<AlertRule> rules) {
      this.rules = rules;
    }

    /** Has the hours begin, up to that one, at which time alone can change something. */
    void until(long hour) {
      while (dueHour <= hour) {
        long begun = dueHour;
        decide(new HourBegan(sequence, Instant.ofEpochSecond(begun * SECONDS_PER_HOUR)));
        dueHour = Math.max(dueHour, begun + 1);
      }
    }

    void decide(AlertInput input) {
      Decision decision = AlertPolicy.decide(rules, memory, input);
      memory = decision.memory();
      dueHour = decision.dueHour();
      sequence = input.sequence();
      episodes.add(decision.transitions(), input.day());
    }
  }

  private static ScoreMoved input(Days days, int index) {
    int now = days.tenths(index);
    Map<Integer, Integer> losses = new LinkedHashMap<>();
    for (int back : LOSS_DAYS) {
      int then = days.tenths(index - back);
      if (now != AlertInput.MISSING && then != AlertInput.MISSING) {
        losses.put(back, then - now);
      }
    }
    List<Integer> weekly = new ArrayList<>(WEEKS);
    for (int week = 0; week < WEEKS; week++) {
      weekly.add(days.tenths(index - 7 * week));
    }
    long end = (days.firstDay() + index + 1) * SECONDS_PER_DAY - 1;
    return new ScoreMoved(
        index + 1L,
        Instant.ofEpochSecond(end),
        now,
        days.tenths(index - 1),
        days.bands().get(index),
        losses,
        weekly,
        days.renewalDays().get(index),
        new Figures(days.coveragePercents().get(index), Map.of(), Map.of(), Map.of()));
  }

  /** Those that meet none of the others. */
  public static List<Episode> without(List<Episode> episodes, List<Episode> others) {
    return episodes.stream().filter(one -> others.stream().noneMatch(one::meets)).toList();
  }
}
