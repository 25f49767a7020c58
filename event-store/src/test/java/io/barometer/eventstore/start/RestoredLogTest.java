package io.barometer.eventstore.start;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RestoredLogTest {

  private static final long[] APPLIED = {7, 0, 5};

  private static RestoredLog log(Supplier<Map<Integer, Long>> heads) {
    return new RestoredLog("event log", APPLIED.length, shard -> APPLIED[shard], heads);
  }

  @Test
  void aLogThatEndsBeforeWhatIsAppliedRefusesTheStartAndNamesTheShards() {
    assertThatThrownBy(() -> log(() -> Map.of(0, 6L, 1, 0L)).refuse())
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("shard 0 of the event log ends at 6 and 7 is applied here")
        .hasMessageContaining("shard 2 of the event log ends at 0 and 5 is applied here")
        .hasMessageContaining("restore both databases to one moment, and empty Kafka's topic");
  }

  @Test
  void aLogThatEndsThereOrLaterIsFine() {
    assertThatCode(() -> log(() -> Map.of(0, 7L, 1, 0L, 2, 9L)).refuse())
        .doesNotThrowAnyException();
  }

  @Test
  void anOwnerThatIsAwayDelaysNothing() {
    assertThatCode(
            () ->
                log(() -> {
                      throw new IllegalStateException("away");
                    })
                    .refuse())
        .doesNotThrowAnyException();
  }
}
