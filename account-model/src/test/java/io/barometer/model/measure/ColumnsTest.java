package io.barometer.model.measure;

import static io.barometer.model.Events.DAY_0;
import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.model.Events;
import io.barometer.model.RandomEvents;
import io.barometer.model.history.AccountHistory;
import io.barometer.model.history.Observation;
import io.barometer.model.scorecard.Age;
import io.barometer.model.scorecard.Change;
import io.barometer.model.scorecard.DaysUntil;
import io.barometer.model.scorecard.DecayedPoints;
import io.barometer.model.scorecard.DerivedSignal;
import io.barometer.model.scorecard.FactNumber;
import io.barometer.model.scorecard.Metric;
import io.barometer.model.scorecard.ObservationFilter;
import io.barometer.model.scorecard.Ratio;
import io.barometer.model.scorecard.TimeSince;
import io.barometer.model.scorecard.Windowed;
import io.barometer.model.scorecard.Windowed.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ColumnsTest {
  private static final List<DerivedSignal> SIGNALS =
      List.of(
          new DerivedSignal("searches", "activity", new ItemIs("search", true)),
          new DerivedSignal("search_hours", "activity", new ItemIs("search", false)));
  private static final Measures ALL = Measures.of(metrics(), SIGNALS);

  /** One for all accounts, as in a replay: nothing of the account before may stay. */
  private static final Columns COLUMNS = ALL.columns();

  @Property(seed = "20260102")
  void a_column_holds_what_each_day_reads_bit_for_bit(
      @ForAll("events") List<Observation> events,
      @ForAll @IntRange(max = 700) int first,
      @ForAll @IntRange(min = 1, max = 90) int length) {
    AccountHistory history = Events.history(events);
    searches(history, events);
    facts(history, events);

    check(history, DAY_0 - 100 + first, length);
  }

  @Test
  void a_day_with_more_observations_than_an_int_can_count_is_counted() {
    AccountHistory history = Events.history(Events.activity(3, 9, null, null));
    for (int doubled = 0; doubled < 33; doubled++) {
      AccountHistory copy = new AccountHistory();
      copy.merge(history);
      history.merge(copy);
    }

    check(history, DAY_0, 10);
  }

  private static void check(AccountHistory history, long firstDay, int length) {
    COLUMNS.open(history, firstDay, length);
    for (int place = 0; place < ALL.size(); place++) {
      double[] expected = new double[length];
      for (int i = 0; i < length; i++) {
        expected[i] = ALL.read(history, firstDay + i).metric(place);
      }
      assertThat(bits(COLUMNS.metric(place), length))
          .as("%s from day %d", ALL.metric(place), firstDay - DAY_0)
          .isEqualTo(bits(expected, length));
    }
  }

  private static long[] bits(double[] values, int length) {
    return Arrays.stream(values, 0, length).mapToLong(Double::doubleToLongBits).toArray();
  }

  private static void searches(AccountHistory history, List<Observation> events) {
    for (DerivedSignal signal : SIGNALS) {
      events.stream()
          .filter(event -> event.signal().equals("activity") && "search".equals(event.item()))
          .map(
              event ->
                  new Observation(
                      signal.key(),
                      event.occurredAt(),
                      event.micros(),
                      event.actor(),
                      event.item()))
          .forEach(history::add);
    }
  }

  private static void facts(AccountHistory history, List<Observation> events) {
    for (Observation event : events) {
      String number = Long.toString(event.micros() % 1000);
      history.setFact("employees", number, event.occurredAt(), "e");
      String date = "2026-0" + (1 + Math.floorMod(event.micros(), 9)) + "-11";
      history.setFact("renewal", event.micros() % 5 == 0 ? "soon" : date, event.occurredAt(), "e");
    }
  }

  private static List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>();
    for (String signal : List.of("activity", "ticket.opened", "searches", "search_hours")) {
      for (Kind kind : Kind.values()) {
        for (int days : kind == Kind.ACTIVE_WEEKS ? List.of(7, 56) : List.of(1, 9, 90)) {
          metrics.add(windowed(signal, kind, days));
        }
      }
      metrics.add(new TimeSince(name(metrics), "t", "", signal));
      metrics.add(new Age(name(metrics), "t", "", signal));
      metrics.add(new Change(name(metrics), "t", "", signal(signal) + "_count_9", null));
      metrics.add(new Change(name(metrics), "t", "", signal(signal) + "_mean_90", 3.0));
      metrics.add(
          new Ratio(
              name(metrics),
              "t",
              "",
              signal(signal) + "_sum_9",
              signal(signal) + "_count_90",
              -7,
              null));
      for (double halfLife : new double[] {0.4, 7, 30.5}) {
        metrics.add(new DecayedPoints(name(metrics), "t", "", signal, -1.7, halfLife));
      }
    }
    metrics.add(new FactNumber("employees", "t", "", "employees"));
    metrics.add(new DaysUntil("renewal", "t", "", "renewal"));
    return metrics;
  }

  private static Windowed windowed(String signal, Kind kind, int days) {
    String name = signal(signal) + "_" + kind.name().toLowerCase(java.util.Locale.ROOT);
    return new Windowed(name + "_" + days, "t", "", signal, kind, days);
  }

  private static String signal(String signal) {
    return signal.replace('.', '_');
  }

  private static String name(List<Metric> metrics) {
    return "m" + metrics.size();
  }

  @Provide
  Arbitrary<List<Observation>> events() {
    return RandomEvents.lists();
  }

  /** As the language compiles it, but for the test of items. */
  private record ItemIs(String source, boolean readsItemOnly) implements ObservationFilter {
    @Override
    public boolean accepts(
        @Nullable String item,
        @Nullable String actor,
        long micros,
        Map<String, String> attributes) {
      return source.equals(item);
    }
  }
}
