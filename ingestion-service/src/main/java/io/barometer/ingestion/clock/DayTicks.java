package io.barometer.ingestion.clock;

import com.google.type.Date;
import io.barometer.eventstore.append.Fingerprints;
import io.barometer.eventstore.append.NewEvent;
import io.barometer.eventstore.append.StreamEffect;
import io.barometer.ingestion.record.Times;
import io.barometer.proto.event.v1.DayStarted;
import io.barometer.proto.event.v1.Event;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The events that say that a UTC day began, one per shard. Their ids follow from the day and the
 * shard, so two processes write a day once and a batch holds it for every shard.
 */
final class DayTicks {

  static final String TENANT = "_platform";
  static final String ACCOUNT = "_clock";
  private static final String SOURCE = "clock";
  private static final String TYPE = "day_started";
  private static final long DAY_MICROS = 86_400_000_000L;

  private final int shards;

  DayTicks(int shards) {
    this.shards = shards;
  }

  static long day(long micros) {
    return Math.floorDiv(micros, DAY_MICROS);
  }

  /** The ticks of one day, one for each shard. */
  List<NewEvent> of(long epochDay) {
    var date = LocalDate.ofEpochDay(epochDay);
    var fingerprints = Fingerprints.ofThread();
    var ticks = new ArrayList<NewEvent>(shards);
    for (int shard = 0; shard < shards; shard++) {
      String key = date + "/" + shard;
      byte[] payload = event(date, key, epochDay * DAY_MICROS).toByteArray();
      ticks.add(
          new NewEvent(
              shard,
              TENANT,
              ACCOUNT,
              fingerprints.eventId(TENANT, ACCOUNT, SOURCE, key),
              TYPE,
              1,
              epochDay * DAY_MICROS,
              epochDay * DAY_MICROS,
              SOURCE,
              payload,
              fingerprints.digest(payload, 0, payload.length),
              null,
              StreamEffect.PLATFORM));
    }
    return ticks;
  }

  private static Event event(LocalDate date, String key, long micros) {
    var day =
        Date.newBuilder()
            .setYear(date.getYear())
            .setMonth(date.getMonthValue())
            .setDay(date.getDayOfMonth());
    return Event.newBuilder()
        .setAccountId(ACCOUNT)
        .setEventKey(key)
        .setSource(SOURCE)
        .setOccurredTime(Times.timestamp(micros))
        .setDayStarted(DayStarted.newBuilder().setDate(day))
        .build();
  }
}
