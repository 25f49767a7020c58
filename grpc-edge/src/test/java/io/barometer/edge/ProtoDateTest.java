package io.barometer.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.type.Date;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ProtoDateTest {
  private static final Date LEAP_DAY =
      Date.newBuilder().setYear(2024).setMonth(2).setDay(29).build();

  @Test
  void aDayIsTheSameAsADateAndAsANumber() {
    assertThat(ProtoDate.day(LEAP_DAY)).isEqualTo(LocalDate.of(2024, 2, 29));
    assertThat(ProtoDate.epochDay(LEAP_DAY)).isEqualTo(19_782);
    assertThat(ProtoDate.date(19_782)).isEqualTo(LEAP_DAY);
    assertThat(ProtoDate.date(LocalDate.of(2024, 2, 29))).isEqualTo(LEAP_DAY);
  }

  @Test
  void aDayThatThereIsNotIsRefused() {
    assertThatThrownBy(() -> ProtoDate.day(LEAP_DAY.toBuilder().setYear(2023).build()))
        .isInstanceOf(DateTimeException.class);
    assertThatThrownBy(() -> ProtoDate.day(Date.getDefaultInstance()))
        .isInstanceOf(DateTimeException.class);
  }
}
