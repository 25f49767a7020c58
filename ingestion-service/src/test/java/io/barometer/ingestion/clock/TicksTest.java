package io.barometer.ingestion.clock;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.barometer.eventstore.append.NewEvent;
import io.barometer.proto.event.v1.Event;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TicksTest {
  private static final Instant ELEVEN = Instant.parse("2026-11-22T11:00:00Z");

  @Test
  void an_hour_is_one_event_for_each_shard_and_says_when_it_began()
      throws InvalidProtocolBufferException {
    List<NewEvent> ticks = new Ticks(4).ofHour(ELEVEN.getEpochSecond() / 3_600);

    assertThat(ticks).extracting(NewEvent::shard).containsExactly(0, 1, 2, 3);
    assertThat(ticks).extracting(NewEvent::type).containsOnly("hour_started");
    Event event = Event.parseFrom(ticks.get(2).payload());
    assertThat(event.getEventKey()).isEqualTo("2026-11-22T11:00:00Z/2");
    assertThat(event.getHourStarted().getTime().getSeconds()).isEqualTo(ELEVEN.getEpochSecond());
    assertThat(event.getOccurredTime()).isEqualTo(event.getHourStarted().getTime());
  }

  @Test
  void two_processes_make_the_same_events() {
    long hour = ELEVEN.getEpochSecond() / 3_600;

    assertThat(new Ticks(2).ofHour(hour))
        .extracting(NewEvent::eventId)
        .isEqualTo(new Ticks(2).ofHour(hour).stream().map(NewEvent::eventId).toList());
  }

  @Test
  void the_hour_of_a_moment_is_that_in_which_it_lies() {
    long micros = ELEVEN.getEpochSecond() * 1_000_000;

    assertThat(Ticks.hour(micros + 3_599_999_999L)).isEqualTo(Ticks.hour(micros));
    assertThat(Ticks.hour(micros - 1)).isEqualTo(Ticks.hour(micros) - 1);
  }
}
