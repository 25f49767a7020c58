package io.barometer.ingestion.clock;

import io.barometer.edge.ProtoDate;
import io.barometer.eventstore.append.Fingerprints;
import io.barometer.eventstore.append.NewEvent;
import io.barometer.eventstore.append.StreamEffect;
import io.barometer.ingestion.record.Times;
import io.barometer.proto.event.v1.DayStarted;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.event.v1.HourStarted;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The events that say that a UTC day or hour began, one per shard. Their ids follow from the day or
 * hour and the shard, so two processes write it once and a batch holds it for every shard.
 */
final class Ticks {

  static final String TENANT = "_platform";
  static final String ACCOUNT = "_clock";
  private static final String SOURCE = "clock";
  private static final long DAY_MICROS = 86_400_000_000L;
  private static final long HOUR_MICROS = 3_600_000_000L;

  private final int shards;

  Ticks(int shards) {
    this.shards = shards;
  }

  static long day(long micros) {
    return Math.floorDiv(micros, DAY_MICROS);
  }

  static long hour(long micros) {
    return Math.floorDiv(micros, HOUR_MICROS);
  }

  /** The ticks of one day, one for each shard. */
  List<NewEvent> ofDay(long epochDay) {
    var date = LocalDate.ofEpochDay(epochDay);
    long micros = epochDay * DAY_MICROS;
    return all(
        "day_started",
        date.toString(),
        micros,
        Event.newBuilder().setDayStarted(DayStarted.newBuilder().setDate(ProtoDate.date(date))));
  }

  /** The ticks of one hour since 1970, one for each shard. */
  List<NewEvent> ofHour(long hour) {
    long micros = hour * HOUR_MICROS;
    return all(
        "hour_started",
        Instant.ofEpochSecond(micros / 1_000_000).toString(),
        micros,
        Event.newBuilder()
            .setHourStarted(HourStarted.newBuilder().setTime(Times.timestamp(micros))));
  }

  private List<NewEvent> all(String type, String name, long micros, Event.Builder event) {
    var fingerprints = Fingerprints.ofThread();
    var ticks = new ArrayList<NewEvent>(shards);
    for (int shard = 0; shard < shards; shard++) {
      String key = name + "/" + shard;
      byte[] payload =
          event
              .setAccountId(ACCOUNT)
              .setEventKey(key)
              .setSource(SOURCE)
              .setOccurredTime(Times.timestamp(micros))
              .build()
              .toByteArray();
      ticks.add(
          new NewEvent(
              shard,
              TENANT,
              ACCOUNT,
              fingerprints.eventId(TENANT, ACCOUNT, SOURCE, key),
              type,
              1,
              micros,
              micros,
              SOURCE,
              payload,
              fingerprints.digest(payload, 0, payload.length),
              null,
              StreamEffect.PLATFORM));
    }
    return ticks;
  }
}
