package io.barometer.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;

class ProtoTimeTest {
  private static final Instant MOMENT = Instant.parse("2026-03-01T12:00:05.123456789Z");
  private static final Timestamp TOLD =
      Timestamp.newBuilder().setSeconds(1_772_366_405).setNanos(123_456_789).build();

  @Test
  void aMomentIsToldToTheNanosecond() {
    assertThat(ProtoTime.timestamp(MOMENT)).isEqualTo(TOLD);
    assertThat(ProtoTime.instant(TOLD)).isEqualTo(MOMENT);
  }

  @Test
  void aMomentBefore1970HasNanosThatCountForward() {
    Instant before = Instant.parse("1969-12-31T23:59:59.999999999Z");
    assertThat(ProtoTime.timestamp(before))
        .isEqualTo(Timestamp.newBuilder().setSeconds(-1).setNanos(999_999_999).build());
    assertThat(ProtoTime.instant(ProtoTime.timestamp(before))).isEqualTo(before);
  }

  @Test
  void theDatabaseGetsUtcWhateverZoneItTold() {
    assertThat(ProtoTime.utc(TOLD))
        .isEqualTo(OffsetDateTime.parse("2026-03-01T12:00:05.123456789Z"));
    assertThat(ProtoTime.timestamp(OffsetDateTime.parse("2026-03-01T13:00:05.123456789+01:00")))
        .isEqualTo(TOLD);
  }

  @Test
  void anUnsetTimeIsTheBeginningOf1970() {
    assertThat(ProtoTime.instant(Timestamp.getDefaultInstance())).isEqualTo(Instant.EPOCH);
  }
}
