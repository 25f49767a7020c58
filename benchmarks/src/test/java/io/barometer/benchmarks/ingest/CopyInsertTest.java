package io.barometer.benchmarks.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CopyInsertTest {

  @Test
  void aRowHasFifteenFieldsBetweenHeaderAndTrailer() {
    List<BareRow> rows = BareRow.of(new Workload().events(1), 7, new Random(1));

    ByteBuffer bytes = ByteBuffer.wrap(CopyInsert.encode(3, 42, rows));

    assertThat(bytes.position(19).getShort()).isEqualTo((short) 15);
    assertThat(bytes.getInt()).isEqualTo(4);
    assertThat(bytes.getInt()).isEqualTo(3);
    assertThat(bytes.getInt()).isEqualTo(8);
    assertThat(bytes.getLong()).isEqualTo(42);
    assertThat(bytes.position(bytes.limit() - 2).getShort()).isEqualTo((short) -1);
  }

  @Test
  void everyEventOfAWorkloadHasAKeyOfItsOwn() {
    Workload workload = new Workload();

    var requests = workload.requests(200, 100);
    var more = workload.requests(100, 100);

    assertThat(requests).hasSize(2);
    assertThat(requests.getFirst().getEvents(0).getEventKey()).isEqualTo("event-0");
    assertThat(more.getFirst().getEvents(0).getEventKey()).isEqualTo("event-200");
  }
}
