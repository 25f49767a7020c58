package io.barometer.model.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.barometer.model.Events;
import io.barometer.model.RandomEvents;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class HistoryPropertiesTest {
  private static final String SEED = "20260101";

  /** A told fact, for properties. */
  record Told(String name, String value, int day, int hour, String tieBreak) {}

  @Property(seed = SEED)
  void the_order_of_events_does_not_matter(
      @ForAll("events") List<Observation> events,
      @ForAll("facts") List<Told> facts,
      @ForAll long shuffle) {
    List<Observation> shuffledEvents = shuffled(events, shuffle);
    List<Told> shuffledFacts = shuffled(facts, shuffle);

    assertThat(bytes(history(shuffledEvents, shuffledFacts)))
        .isEqualTo(bytes(history(events, facts)));
  }

  @Property(seed = SEED)
  void what_is_forgotten_and_told_anew_is_what_was_never_told_otherwise(
      @ForAll("events") List<Observation> before,
      @ForAll("events") List<Observation> events,
      @ForAll("facts") List<Told> facts) {
    AccountHistory history = history(before, facts);
    AccountHistory expected = history(events, facts);

    history.forget();
    int[] gone = history.takeDirtyMonths();
    events.forEach(history::add);
    facts.forEach(fact -> tell(history, fact));

    assertThat(bytes(history)).isEqualTo(bytes(expected));
    assertThat(gone).isEqualTo(history(before, facts).months());
    history.forget();
    assertThat(history.months()).isEmpty();
    assertThat(history.encodeMonth(Day.monthOf(Events.DAY_0)))
        .isEqualTo(new AccountHistory().encodeMonth(Day.monthOf(Events.DAY_0)));
  }

  @Property(seed = SEED)
  void merging_parts_gives_the_whole(
      @ForAll("events") List<Observation> events,
      @ForAll("facts") List<Told> facts,
      @ForAll @IntRange(max = 60) int split) {
    int cut = Math.min(split, events.size());
    AccountHistory whole = history(events, facts);
    AccountHistory left = history(events.subList(0, cut), facts);
    AccountHistory right = history(events.subList(cut, events.size()), List.of());

    left.merge(right);

    assertThat(bytes(left)).isEqualTo(bytes(whole));
  }

  @Property(seed = SEED)
  void merging_is_commutative_and_associative(
      @ForAll("events") List<Observation> a,
      @ForAll("events") List<Observation> b,
      @ForAll("events") List<Observation> c,
      @ForAll("facts") List<Told> facts) {
    AccountHistory leftFirst = history(a, facts);
    leftFirst.merge(history(b, List.of()));
    leftFirst.merge(history(c, List.of()));

    AccountHistory rightFirst = history(c, List.of());
    rightFirst.merge(history(b, List.of()));
    AccountHistory otherWay = new AccountHistory();
    otherWay.merge(rightFirst);
    otherWay.merge(history(a, facts));

    assertThat(bytes(leftFirst)).isEqualTo(bytes(otherWay));
  }

  @Property(seed = SEED)
  void decoding_gives_back_what_was_encoded(
      @ForAll("events") List<Observation> events, @ForAll("facts") List<Told> facts) {
    AccountHistory history = history(events, facts);
    AccountHistory decoded = new AccountHistory();
    for (int month : history.months()) {
      decoded.decodeMonth(month, history.encodeMonth(month));
    }

    assertThat(bytes(decoded)).isEqualTo(bytes(history));
    assertThat(decoded.takeDirtyMonths()).isEmpty();
    assertThat(history.takeDirtyMonths()).isEqualTo(history.months());
  }

  @Property(seed = SEED)
  void damaged_bytes_are_refused_or_read_but_never_break_anything_else(
      @ForAll("events") List<Observation> events,
      @ForAll("facts") List<Told> facts,
      @ForAll @IntRange(max = 5000) int place,
      @ForAll byte damage) {
    AccountHistory history = history(events, facts);
    for (int month : history.months()) {
      byte[] bytes = history.encodeMonth(month);
      bytes[place % bytes.length] = damage;
      Throwable thrown = catchThrowable(() -> readAgain(month, bytes));
      if (thrown != null) {
        assertThat(thrown).isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  @Property(seed = SEED)
  void what_is_read_of_stored_months_does_not_depend_on_what_was_read_before(
      @ForAll("events") List<Observation> stored,
      @ForAll("events") List<Observation> later,
      @ForAll List<@IntRange(max = 210) Integer> days) {
    AccountHistory eager = history(stored, List.of());
    AccountHistory lazy = new AccountHistory();
    for (int month : eager.months()) {
      lazy.decodeMonth(month, eager.encodeMonth(month));
    }
    later.forEach(eager::add);
    for (int place = 0; place < Math.max(days.size(), later.size()); place++) {
      if (place < days.size()) {
        read(lazy, Events.DAY_0 + days.get(place));
      }
      if (place < later.size()) {
        lazy.add(later.get(place));
      }
    }
    for (int day : days) {
      assertThat(read(lazy, Events.DAY_0 + day)).isEqualTo(read(eager, Events.DAY_0 + day));
    }
    assertThat(bytes(lazy)).isEqualTo(bytes(eager));
  }

  private static List<Object> read(AccountHistory history, long day) {
    SignalHistory signal = history.signal("activity");
    return List.of(
        signal.firstDay(),
        signal.lastDay(),
        signal.firstActorDay(),
        signal.firstItemDay(),
        signal.lastDayUpTo(day),
        signal.count(day - 20, day),
        signal.lastMicros(day - 90, day),
        signal.distinctActors(day - 40, day),
        signal.items(item -> item.length() > 3).lastDayUpTo(day),
        history.lastOccurredAt("activity"));
  }

  private static void readAgain(int month, byte[] bytes) {
    AccountHistory history = new AccountHistory();
    history.decodeMonth(month, bytes);
    history.encodeMonth(month);
  }

  @Property(seed = SEED)
  void a_window_equals_a_naive_recount(
      @ForAll("events") List<Observation> events,
      @ForAll @IntRange(max = 210) int day,
      @ForAll @IntRange(min = 1, max = 120) int days) {
    long to = Events.DAY_0 + day;
    long from = to - days + 1;
    SignalHistory signal = history(events, List.of()).signal("activity");
    List<Observation> inside = in(events, from, to, event -> true);

    assertThat(signal.count(from, to)).isEqualTo(inside.size());
    assertThat(signal.sumMicros(from, to))
        .isEqualTo(inside.stream().mapToLong(Observation::micros).sum());
    assertThat(signal.minMicros(from, to))
        .isEqualTo(inside.stream().mapToLong(Observation::micros).min());
    assertThat(signal.maxMicros(from, to))
        .isEqualTo(inside.stream().mapToLong(Observation::micros).max());
    assertThat(signal.activeDays(from, to))
        .isEqualTo(distinct(inside.stream().map(event -> Day.of(event.occurredAt()))));
    assertThat(signal.activeHours(from, to))
        .isEqualTo(distinct(inside.stream().map(event -> event.occurredAt())));
  }

  @Property(seed = SEED)
  void distinct_actors_items_and_the_top_actor_equal_a_naive_recount(
      @ForAll("events") List<Observation> events,
      @ForAll @IntRange(max = 210) int day,
      @ForAll @IntRange(min = 1, max = 120) int days) {
    long to = Events.DAY_0 + day;
    long from = to - days + 1;
    SignalHistory signal = history(events, List.of()).signal("activity");
    List<Observation> named = in(events, from, to, event -> event.actor() != null);
    List<Observation> withItem = in(events, from, to, event -> event.item() != null);

    assertThat(signal.distinctActors(from, to))
        .isEqualTo(distinct(named.stream().map(Observation::actor)));
    assertThat(signal.distinctItems(from, to))
        .isEqualTo(distinct(withItem.stream().map(Observation::item)));
    assertThat(signal.topActor(from, to).map(TopActor::name)).isEqualTo(NaiveTop.of(named));
    signal
        .topActor(from, to)
        .ifPresent(top -> assertThat(top).isEqualTo(NaiveTop.figures(named, top.name())));
  }

  @Provide
  Arbitrary<List<Observation>> events() {
    return RandomEvents.lists();
  }

  @Provide
  Arbitrary<List<Told>> facts() {
    return Combinators.combine(
            Arbitraries.of("plan", "seats"),
            Arbitraries.of("free", "5", "enterprise", "ümläut"),
            Arbitraries.integers().between(0, 70),
            Arbitraries.integers().between(10, 11),
            Arbitraries.of("e1", "e2"))
        .as(Told::new)
        .list()
        .ofMaxSize(12);
  }

  private static AccountHistory history(List<Observation> events, List<Told> facts) {
    AccountHistory history = Events.history(events);
    facts.forEach(fact -> tell(history, fact));
    return history;
  }

  private static void tell(AccountHistory history, Told fact) {
    history.setFact(fact.name(), fact.value(), Events.at(fact.day(), fact.hour()), fact.tieBreak());
  }

  private static List<String> bytes(AccountHistory history) {
    List<String> months = new ArrayList<>();
    for (int month : history.months()) {
      months.add(month + " " + HexFormat.of().formatHex(history.encodeMonth(month)));
    }
    return months;
  }

  private static <T> List<T> shuffled(List<T> list, long seed) {
    List<T> shuffled = new ArrayList<>(list);
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled;
  }

  private static List<Observation> in(
      List<Observation> events, long from, long to, Predicate<Observation> condition) {
    return events.stream()
        .filter(event -> event.signal().equals("activity"))
        .filter(event -> Day.of(event.occurredAt()) >= from && Day.of(event.occurredAt()) <= to)
        .filter(condition)
        .toList();
  }

  private static int distinct(Stream<?> values) {
    return (int) values.distinct().count();
  }
}
