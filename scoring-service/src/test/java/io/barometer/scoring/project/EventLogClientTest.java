package io.barometer.scoring.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.eventstore.LogEntry;
import io.barometer.proto.event.v1.RecordedEvent;
import io.barometer.proto.ingestion.v1.ReadShardResponse;
import org.junit.jupiter.api.Test;

class EventLogClientTest {

  @Test
  void anEventThatIsReadFromItsOwnerKeepsItsTrace() {
    String trace = "00-6e2207ddb6e888ae5772ff2436975f07-00f067aa0ba902b7-01";
    var answer =
        ReadShardResponse.newBuilder()
            .addEvents(RecordedEvent.newBuilder().setShard(2).setPosition(7))
            .addEvents(RecordedEvent.newBuilder().setShard(2).setPosition(8))
            .putTraceParents(8, trace)
            .build();

    assertThat(EventLogClient.entries(answer))
        .extracting(LogEntry::position, LogEntry::traceParent)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(7L, null),
            org.assertj.core.groups.Tuple.tuple(8L, trace));
  }
}
