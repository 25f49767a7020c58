package io.barometer.eventstore.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.eventstore.append.NewEvent;
import io.barometer.eventstore.append.StoredEvent;
import io.barometer.eventstore.append.StreamEffect;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecentEventsTest {

  /** An event counts 400 bytes and its payload, so there is room for 1,000 of them. */
  private final RecentEvents recent = new RecentEvents(2, 1_000 * 500);

  @Test
  void everythingAfterAPositionComesInOrderUpToTheLimit() {
    add(0, 1, 10);
    add(1, 1, 3);

    assertThat(positions(0, 0, 100)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    assertThat(positions(0, 7, 100)).containsExactly(8L, 9L, 10L);
    assertThat(positions(0, 4, 2)).containsExactly(5L, 6L);
    assertThat(positions(0, 10, 100)).isEmpty();
    assertThat(positions(1, 0, 100)).containsExactly(1L, 2L, 3L);
  }

  @Test
  void theOldestLeaveWhenTheBytesAreUsedUp() {
    add(0, 1, 5_000);

    assertThat(positions(0, 3_999, 2)).as("no longer complete").isEmpty();
    assertThat(positions(0, 4_000, 5_000))
        .isEqualTo(LongStream.rangeClosed(4_001, 5_000).boxed().toList());
  }

  @Test
  void aGapEmptiesTheTailBecauseAnotherProcessWroteBetween() {
    add(0, 1, 10);
    add(0, 13, 15);

    assertThat(positions(0, 9, 100)).isEmpty();
    assertThat(positions(0, 11, 100)).isEmpty();
    assertThat(positions(0, 12, 100)).containsExactly(13L, 14L, 15L);
  }

  private void add(int shard, long first, long last) {
    recent.add(LongStream.rangeClosed(first, last).mapToObj(p -> event(shard, p)).toList());
  }

  private List<Long> positions(int shard, long after, int limit) {
    return recent.readAfter(shard, after, limit).stream().map(StoredEvent::position).toList();
  }

  private static StoredEvent event(int shard, long position) {
    var event =
        new NewEvent(
            shard,
            "acme",
            "account",
            new UUID(shard, position),
            "activity",
            1,
            0,
            0,
            "test",
            new byte[100],
            new byte[32],
            null,
            StreamEffect.NONE);
    return new StoredEvent(event, position, position, 0, false);
  }
}
