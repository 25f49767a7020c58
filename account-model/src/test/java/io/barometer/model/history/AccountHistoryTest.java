package io.barometer.model.history;

import static io.barometer.model.Events.DAY_0;
import static io.barometer.model.Events.activity;
import static io.barometer.model.Events.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barometer.model.Events;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountHistoryTest {
  private static final int JANUARY_2026 = 2026 * 12;
  private static final String SMALL_MONTH =
      "010103616E6E010673656172636801086163746976697479080180897A0404087F02C07001000100"
          + "0104706C616E0100000265310466726565";

  @Test
  void a_day_ends_at_midnight_utc() {
    assertThat(Day.of(Instant.parse("2026-01-01T23:59:59.999999999Z"))).isEqualTo(DAY_0);
    assertThat(Day.of(Instant.parse("2026-01-02T00:00:00Z"))).isEqualTo(DAY_0 + 1);
    assertThat(Day.of(Instant.parse("1969-12-31T23:59:59Z"))).isEqualTo(-1);
  }

  @Test
  void months_are_counted_from_year_zero() {
    assertThat(Day.monthOf(DAY_0)).isEqualTo(JANUARY_2026);
    assertThat(Day.monthOf(DAY_0 - 1)).isEqualTo(JANUARY_2026 - 1);
    assertThat(Day.firstOf(JANUARY_2026)).isEqualTo(DAY_0);
  }

  @Test
  void a_window_holds_both_its_ends() {
    SignalHistory signal =
        Events.history(activity(0, 1, "ann", null), activity(30, 1, "bob", null))
            .signal("activity");

    assertThat(signal.count(DAY_0, DAY_0 + 30)).isEqualTo(2);
    assertThat(signal.count(DAY_0 + 1, DAY_0 + 30)).isEqualTo(1);
    assertThat(signal.count(DAY_0, DAY_0 + 29)).isEqualTo(1);
    assertThat(signal.count(DAY_0 + 1, DAY_0 + 29)).isZero();
  }

  @Test
  void the_items_of_a_window_come_with_their_days_oldest_first_and_once_a_day() {
    AccountHistory history = new AccountHistory();
    for (int day : new int[] {3, 1, 1, 4, 0}) {
      history.add(new Observation("release.siem", at(day, 9), 1_000_000, null, "9." + day));
    }
    history.add(new Observation("release.siem", at(3, 10), 1_000_000, null, null));
    List<String> found = new ArrayList<>();

    history
        .signal("release.siem")
        .items(DAY_0 + 1, DAY_0 + 3, (item, day) -> found.add(item + " on " + (day - DAY_0)));

    assertThat(found).containsExactly("9.1 on 1", "9.3 on 3");
  }

  @Test
  void the_last_value_is_the_latest_and_of_simultaneous_ones_the_largest() {
    AccountHistory history = new AccountHistory();
    history.add(new Observation("nps", at(0, 10), 9_000_000, null, null));
    history.add(new Observation("nps", at(0, 10), 7_000_000, null, null));
    history.add(new Observation("nps", at(0, 9), 10_000_000, null, null));

    assertThat(history.signal("nps").lastMicros(DAY_0, DAY_0)).hasValue(9_000_000);
    assertThat(history.signal("nps").lastMicros(DAY_0 + 1, DAY_0 + 5)).isEmpty();
    assertThat(history.lastOccurredAt("nps")).hasValue(at(0, 10));
  }

  @Test
  void a_fact_keeps_its_last_word_of_each_day() {
    AccountHistory history = new AccountHistory();
    history.setFact("plan", "team", at(5, 9), "b");
    history.setFact("plan", "free", at(0, 9), "a");
    history.setFact("plan", "enterprise", at(5, 9), "c");

    assertThat(history.fact("plan", DAY_0 - 1)).isEmpty();
    assertThat(history.fact("plan", DAY_0)).hasValue("free");
    assertThat(history.fact("plan", DAY_0 + 4)).hasValue("free");
    assertThat(history.fact("plan", DAY_0 + 5)).hasValue("enterprise");
    assertThat(history.fact("owner", DAY_0 + 5)).isEmpty();
  }

  @Test
  void a_signal_that_never_happened_is_empty() {
    AccountHistory history = new AccountHistory();

    assertThat(history.firstDay("activity")).isEmpty();
    assertThat(history.lastDay("activity")).isEmpty();
    assertThat(history.lastOccurredAt("activity")).isEmpty();
    assertThat(history.signal("activity").count(0, DAY_0)).isZero();
    assertThat(history.months()).isEmpty();
  }

  @Test
  void only_changed_months_are_dirty() {
    AccountHistory history =
        Events.history(activity(0, 1, null, null), activity(40, 1, null, null));
    assertThat(history.takeDirtyMonths()).containsExactly(JANUARY_2026, JANUARY_2026 + 1);

    history.add(activity(31, 1, null, null));
    history.setFact("plan", "free", at(70, 0), "e");

    assertThat(history.takeDirtyMonths()).containsExactly(JANUARY_2026 + 1, JANUARY_2026 + 2);
    assertThat(history.takeDirtyMonths()).isEmpty();
  }

  @Test
  void a_sum_that_leaves_the_range_is_an_error() {
    AccountHistory history = new AccountHistory();
    history.add(new Observation("arr", at(0, 0), Long.MAX_VALUE, null, null));

    assertThatThrownBy(() -> history.add(new Observation("arr", at(0, 1), 1, null, null)))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void bytes_that_are_not_a_month_are_refused_and_change_nothing() {
    byte[] bytes =
        Events.history(activity(3, 4, "ann", "search"), activity(9, 9, "bob", null))
            .encodeMonth(JANUARY_2026);
    AccountHistory history = new AccountHistory();

    for (int length = 0; length < bytes.length; length++) {
      byte[] torn = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> history.decodeMonth(JANUARY_2026, torn))
          .isInstanceOf(IllegalArgumentException.class);
    }
    byte[] newer = bytes.clone();
    newer[0] = 2;
    assertThatThrownBy(() -> history.decodeMonth(JANUARY_2026, newer))
        .hasMessage("the version of the month is not known");
    assertThatThrownBy(
            () -> history.decodeMonth(JANUARY_2026, Arrays.copyOf(bytes, bytes.length + 1)))
        .hasMessage("there are bytes after the end");
    assertThat(history.months()).isEmpty();
  }

  @Test
  void a_small_month_has_these_bytes_for_ever() {
    AccountHistory history = Events.history(activity(3, 4, "ann", "search"));
    history.setFact("plan", "free", at(0, 0), "e1");

    assertThat(history.encodeMonth(JANUARY_2026)).asHexString().isEqualTo(SMALL_MONTH);
  }
}
