package io.barometer.ingestion.clock;

import io.barometer.eventstore.append.Append;
import io.barometer.eventstore.append.EventWriter;
import io.barometer.eventstore.append.NewEvent;
import io.barometer.eventstore.append.Outcome;
import io.barometer.eventstore.append.StreamEffect;
import io.barometer.ingestion.IngestionConfig.ClockKind;
import io.barometer.ingestion.record.Preparation;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one door to the writer. It gives events their time and, whenever a day begins, puts that
 * day's ticks in front of the first event of the day, under one lock: the order in which events
 * come in decides everything, and a replay of one stream gives the same log.
 */
public final class Intake {

  private static final long NO_DAY = Long.MIN_VALUE;
  private static final long HOURS_PER_DAY = 24;

  private final EventWriter writer;
  private final PlatformClock clock;
  private final Ticks ticks;
  private final ReentrantLock lock = new ReentrantLock();
  private final boolean hourly;
  private long lastDay;
  private long lastHour;

  /**
   * An intake that goes on where the store ended.
   *
   * @param lastRecordedMicros the latest recorded time of any shard, {@code Long.MIN_VALUE} for an
   *     empty store
   * @param lastDay the last day whose ticks are stored, {@code Long.MIN_VALUE} for none
   */
  public Intake(
      EventWriter writer, ClockKind kind, int shards, long lastRecordedMicros, long lastDay) {
    this.writer = writer;
    this.clock = new PlatformClock(kind, lastRecordedMicros);
    this.ticks = new Ticks(shards);
    this.lastDay = lastDay;
    this.hourly = kind == ClockKind.SYSTEM;
    this.lastHour =
        Ticks.hour(lastRecordedMicros == Long.MIN_VALUE ? clock.now() : lastRecordedMicros);
  }

  /** What the intake made of a batch: not taken when too much is waiting. */
  public sealed interface Taken {
    /** Every outcome, in the order of the events, once durable. */
    record Waiting(CompletableFuture<List<Outcome>> outcomes) implements Taken {}

    /** Nothing was taken. */
    record Full() implements Taken {}
  }

  /** The platform's time, microseconds since 1970. */
  public long now() {
    lock.lock();
    try {
      return clock.now();
    } finally {
      lock.unlock();
    }
  }

  /** The platform's time, microseconds since 1970; empty while a replay has not begun. */
  public OptionalLong time() {
    lock.lock();
    try {
      return clock.begun() ? OptionalLong.of(clock.now()) : OptionalLong.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Takes events in. */
  public Taken submit(List<NewEvent> events, boolean atomic, OptionalLong expectedVersion) {
    lock.lock();
    try {
      long reading = clock.reading();
      long day = lastDay;
      long hour = lastHour;
      var timed = new ArrayList<NewEvent>(events.size());
      for (NewEvent event : events) {
        timed.add(event.arrivedAt(begin(arrival(event), timed)));
      }
      var append = Append.expecting(timed, atomic, expectedVersion);
      if (writer.offer(append)) {
        return new Taken.Waiting(withoutTicks(append, timed.size() > events.size()));
      }
      clock.restore(reading);
      lastDay = day;
      lastHour = hour;
      return new Taken.Full();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Moves a replay clock forward, or looks at the system's; the days that begin are durable when
   * the answer completes.
   */
  public Taken advance(long micros) {
    lock.lock();
    try {
      long reading = clock.reading();
      long day = lastDay;
      long hour = lastHour;
      var begun = new ArrayList<NewEvent>();
      begin(clock.moveTo(micros), begun);
      if (begun.isEmpty()) {
        return new Taken.Waiting(CompletableFuture.completedFuture(List.of()));
      }
      var append = Append.of(begun, false);
      if (writer.offer(append)) {
        return new Taken.Waiting(append.answer());
      }
      clock.restore(reading);
      lastDay = day;
      lastHour = hour;
      return new Taken.Full();
    } finally {
      lock.unlock();
    }
  }

  private long arrival(NewEvent event) {
    if (event.recordedMicros() != Preparation.NOT_RECEIVED) {
      return clock.moveTo(event.recordedMicros());
    }
    return event.occurredMicros() == NewEvent.WHEN_RECORDED
        ? clock.decide()
        : clock.record(event.occurredMicros());
  }

  /**
   * Adds the ticks of the days that have begun by now, then that of the hour by the system clock.
   * Of hours in which the platform stood still nothing is told, and a replay has none.
   */
  private long begin(long now, List<NewEvent> target) {
    long today = Ticks.day(now);
    if (today > lastDay) {
      long first = lastDay == NO_DAY ? today : lastDay + 1;
      for (long day = first; day <= today; day++) {
        target.addAll(ticks.ofDay(day));
      }
      lastDay = today;
      lastHour = Math.max(lastHour, today * HOURS_PER_DAY);
    }
    long hour = Ticks.hour(now);
    if (hourly && hour > lastHour) {
      target.addAll(ticks.ofHour(hour));
      lastHour = hour;
    }
    return now;
  }

  private static CompletableFuture<List<Outcome>> withoutTicks(Append append, boolean ticked) {
    return ticked ? append.answer().thenApply(all -> ofCallers(append, all)) : append.answer();
  }

  private static List<Outcome> ofCallers(Append append, List<Outcome> all) {
    var outcomes = new ArrayList<Outcome>();
    for (int i = 0; i < all.size(); i++) {
      if (append.events().get(i).effect() != StreamEffect.PLATFORM) {
        outcomes.add(all.get(i));
      }
    }
    return outcomes;
  }
}
