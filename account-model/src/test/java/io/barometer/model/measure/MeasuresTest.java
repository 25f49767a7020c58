package io.barometer.model.measure;

import static io.barometer.model.Events.DAY_0;
import static io.barometer.model.Events.activity;
import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.model.Events;
import io.barometer.model.history.AccountHistory;
import io.barometer.model.scorecard.Change;
import io.barometer.model.scorecard.DecayedPoints;
import io.barometer.model.scorecard.FactNumber;
import io.barometer.model.scorecard.Metric;
import io.barometer.model.scorecard.Ratio;
import io.barometer.model.scorecard.TimeSince;
import io.barometer.model.scorecard.Windowed;
import io.barometer.model.scorecard.Windowed.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasuresTest {
  /** Ann on days 10 (twice), 11 and 30; Bob on day 12 (three times); two features. */
  private static final AccountHistory HISTORY =
      Events.history(
          activity(10, 8, "ann", "search"),
          activity(10, 9, "ann", "report"),
          activity(11, 8, "ann", "search"),
          activity(12, 8, "bob", "search"),
          activity(12, 8, "bob", "search"),
          activity(12, 23, "bob", null),
          activity(30, 0, "ann", null));

  @ParameterizedTest(name = "{0} over {1} days as of day {2} is {3}")
  @CsvSource({
    "COUNT, 7, 9, ",
    "COUNT, 7, 10, 2",
    "COUNT, 7, 16, 6",
    "COUNT, 7, 17, 4",
    "COUNT, 7, 19, 0",
    "SUM, 7, 9, ",
    "SUM, 7, 16, 6",
    "SUM, 7, 19, 0",
    "MEAN, 7, 16, 1",
    "MEAN, 7, 19, ",
    "MIN, 7, 16, 1",
    "MIN, 7, 19, ",
    "MAX, 7, 16, 1",
    "MAX, 7, 19, ",
    "LAST, 7, 16, 1",
    "LAST, 7, 19, ",
    "DISTINCT_ACTORS, 7, 9, ",
    "DISTINCT_ACTORS, 7, 11, 1",
    "DISTINCT_ACTORS, 7, 16, 2",
    "DISTINCT_ACTORS, 7, 19, 0",
    "DISTINCT_ITEMS, 7, 9, ",
    "DISTINCT_ITEMS, 7, 16, 2",
    "DISTINCT_ITEMS, 7, 18, 1",
    "DISTINCT_ITEMS, 7, 19, 0",
    "ACTIVE_DAYS, 7, 9, ",
    "ACTIVE_DAYS, 7, 16, 3",
    "ACTIVE_DAYS, 30, 30, 4",
    "ACTIVE_DAYS, 7, 19, 0",
    "ACTIVE_WEEKS, 28, 9, ",
    "ACTIVE_WEEKS, 28, 16, 1",
    "ACTIVE_WEEKS, 28, 17, 2",
    "ACTIVE_WEEKS, 28, 31, 3",
    "ACTIVE_WEEKS, 28, 60, 0",
    "UPTIME_HOURS, 7, 9, ",
    "UPTIME_HOURS, 7, 16, 5",
    "UPTIME_HOURS, 7, 19, 0",
    "CONCENTRATION, 7, 10, 1",
    "CONCENTRATION, 7, 16, 0.5",
    "CONCENTRATION, 7, 19, ",
    "SILENT_CHAMPION, 180, 9, ",
    "SILENT_CHAMPION, 180, 20, 9",
    "SILENT_CHAMPION, 180, 29, 18",
    "SILENT_CHAMPION, 180, 30, 0",
    "SILENT_CHAMPION, 7, 18, 6",
    "SILENT_CHAMPION, 7, 19, "
  })
  void windowed(Kind kind, int days, int day, @Nullable Double expected) {
    check(new Windowed("m", "m", "", "activity", kind, days), day, expected);
  }

  @Test
  void actors_and_items_are_missing_until_one_is_named() {
    AccountHistory anonymous = Events.history(activity(0, 1, null, null));
    for (Kind kind : List.of(Kind.DISTINCT_ACTORS, Kind.DISTINCT_ITEMS, Kind.CONCENTRATION)) {
      Windowed metric = new Windowed("m", "m", "", "activity", kind, 7);
      assertThat(value(anonymous, 0, metric)).isEmpty();
    }
    Windowed count = new Windowed("m", "m", "", "activity", Kind.COUNT, 7);
    assertThat(value(anonymous, 0, count)).hasValue(1);
  }

  @ParameterizedTest(name = "after {0} days 8 points are {1}")
  @CsvSource({"0, 8", "7, 4", "14, 2", "21, 1", "28, 0.5"})
  void points_halve_with_every_half_life(int age, double points) {
    AccountHistory history = Events.history(activity(0, 12, null, null));
    DecayedPoints metric = new DecayedPoints("m", "m", "", "activity", 8, 7);

    assertThat(value(history, age, metric)).hasValue(points);
  }

  @Test
  void points_are_missing_before_the_first_event_and_nothing_after_twenty_half_lives() {
    AccountHistory history = Events.history(activity(0, 12, null, null));
    DecayedPoints metric = new DecayedPoints("m", "m", "", "activity", 8, 7);

    assertThat(value(history, -1, metric)).isEmpty();
    assertThat(value(history, 139, metric).orElseThrow()).isBetween(8e-6, 8.5e-6);
    assertThat(value(history, 140, metric)).hasValue(0);
  }

  @ParameterizedTest(name = "on day {0}: {1} days")
  @CsvSource({"9, ", "10, 0", "29, 17", "30, 0", "400, 370"})
  void time_since(int day, @Nullable Double expected) {
    check(new TimeSince("m", "m", "days", "activity"), day, expected);
  }

  @ParameterizedTest(name = "on day {0}: {1}")
  @CsvSource({"9, ", "16, 3", "18, 3", "19, "})
  void a_ratio_is_missing_with_its_parts_and_for_a_zero_denominator(
      int day, @Nullable Double expected) {
    Ratio metric = new Ratio("m", "m", "", "events", "users", 1, null);
    assertRatio(metric, day, expected);
  }

  @Test
  void a_ratio_takes_the_declared_value_for_a_zero_denominator_only() {
    Ratio metric = new Ratio("m", "m", "", "events", "users", 2, 0.25);
    assertRatio(metric, 9, null);
    assertRatio(metric, 16, 6.0);
    assertRatio(metric, 19, 0.25);
  }

  @ParameterizedTest(name = "on day {0}: {1}")
  @CsvSource({"16, ", "22, ", "23, 0", "25, 0", "26, "})
  void a_change_needs_two_whole_windows_and_something_in_the_earlier_one(
      int day, @Nullable Double expected) {
    assertChange(new Change("m", "m", "", "events", null), day, expected);
  }

  @Test
  void a_change_takes_the_declared_value_when_the_earlier_window_is_empty() {
    assertChange(new Change("m", "m", "", "events", 2.0), 26, 2.0);
    assertChange(new Change("m", "m", "", "events", 2.0), 37, 0.0);
  }

  @Test
  void a_fact_is_missing_until_it_is_told_and_where_it_is_no_number() {
    AccountHistory history = new AccountHistory();
    history.setFact("seats", "40", Events.at(5, 0), "e");
    history.setFact("seats", "many", Events.at(6, 0), "e");
    FactNumber metric = new FactNumber("m", "m", "seats", "seats");

    assertThat(value(history, 4, metric)).isEmpty();
    assertThat(value(history, 5, metric)).hasValue(40);
    assertThat(value(history, 6, metric)).isEmpty();
  }

  private static void assertRatio(Ratio metric, int day, @Nullable Double expected) {
    Windowed events = new Windowed("events", "e", "", "activity", Kind.COUNT, 7);
    Windowed users = new Windowed("users", "u", "", "activity", Kind.DISTINCT_ACTORS, 7);
    check(metric, day, expected, events, users);
  }

  private static void assertChange(Change metric, int day, @Nullable Double expected) {
    Windowed events = new Windowed("events", "e", "", "activity", Kind.COUNT, 7);
    check(metric, day, expected, events);
  }

  private static void check(
      Metric metric, int day, @Nullable Double expected, Metric... referenced) {
    OptionalDouble value = value(HISTORY, day, metric, referenced);
    assertThat(value)
        .isEqualTo(expected == null ? OptionalDouble.empty() : OptionalDouble.of(expected));
  }

  private static OptionalDouble value(
      AccountHistory history, int day, Metric metric, Metric... referenced) {
    List<Metric> all = new ArrayList<>(List.of(referenced));
    all.add(metric);
    Measures measures = Measures.of(all, List.of());
    double value = measures.read(history, DAY_0 + day).metric(measures.place(metric.name()));
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
