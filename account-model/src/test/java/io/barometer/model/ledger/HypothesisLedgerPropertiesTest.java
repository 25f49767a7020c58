package io.barometer.model.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.model.Cards;
import io.barometer.model.Events;
import io.barometer.model.RandomEvents;
import io.barometer.model.history.AccountHistory;
import io.barometer.model.score.Score;
import io.barometer.model.score.Scorer;
import io.barometer.model.scorecard.MissingPolicy;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class HypothesisLedgerPropertiesTest {
  private static final String SEED = "20261122";
  private static final Scorer USAGE = Scorer.of(Cards.usage());
  private static final Scorer OTHER =
      Scorer.of(
          Cards.card(
              0.2,
              Cards.usage().metrics(),
              List.of(
                  Cards.dimension("recency", 100, Cards.in("silence", 100, Cards.down(1, 60))))));

  @Property(seed = SEED)
  void an_empty_hypothesis_changes_nothing(
      @ForAll("events") List<PastEvent> events, @ForAll("days") long day) {
    Viewpoint from = end(day, USAGE);
    Hypothesis nothing = new Hypothesis(List.of(), Hypothesis.NOTHING_LEFT_OUT, USAGE);

    Ledger ledger = HypothesisLedger.of(events, from, nothing);

    assertThat(ledger.entries()).isEmpty();
    assertThat(ledger.to()).isEqualTo(ledger.from()).isEqualTo(seen(events, from));
    assertThat(HypothesisLedger.of(from.history(events), from, nothing)).isEqualTo(ledger);
  }

  @Property(seed = SEED)
  void the_parts_add_up_to_what_a_hypothesis_changes(
      @ForAll("events") List<PastEvent> events,
      @ForAll("events") List<PastEvent> besides,
      @ForAll("days") long day,
      @ForAll boolean remodelled) {
    Viewpoint from = end(day, USAGE);
    Hypothesis hypothesis =
        new Hypothesis(besides, HypothesisLedgerPropertiesTest::odd, remodelled ? OTHER : USAGE);

    Ledger ledger = HypothesisLedger.of(events, from, hypothesis);

    assertThat(ledger.from()).isEqualTo(seen(events, from));
    assertThat(ledger.entries().stream().mapToInt(LedgerEntry::changeTenths).sum())
        .isEqualTo(ledger.changeTenths().orElse(0));
    assertThat(ledger.entries())
        .allSatisfy(entry -> assertThat(entry.eventIds()).hasSize(Math.min(100, entry.events())));
    AccountHistory supposed = hypothesis.history(from, events);
    assertThat(ledger.to()).isEqualTo(hypothesis.scorer().score(supposed, from.day()));
  }

  @Property(seed = SEED)
  void events_that_are_really_recorded_give_the_score_that_was_supposed(
      @ForAll("events") List<PastEvent> events,
      @ForAll("events") List<PastEvent> besides,
      @ForAll("days") long day) {
    Viewpoint from = end(day, USAGE);
    List<PastEvent> both = new ArrayList<>(events);
    both.addAll(besides.stream().map(event -> recorded(event, from)).toList());

    Ledger ledger =
        HypothesisLedger.of(
            events, from, new Hypothesis(besides, Hypothesis.NOTHING_LEFT_OUT, USAGE));

    assertThat(ledger.to()).isEqualTo(seen(both, from));
  }

  @Property(seed = SEED)
  void what_is_left_out_is_as_if_it_had_never_been(
      @ForAll("events") List<PastEvent> events, @ForAll("days") long day) {
    Viewpoint from = end(day, USAGE);
    List<PastEvent> rest = events.stream().filter(event -> !odd(event)).toList();

    Ledger ledger =
        HypothesisLedger.of(
            events, from, new Hypothesis(List.of(), HypothesisLedgerPropertiesTest::odd, USAGE));

    assertThat(ledger.to()).isEqualTo(seen(rest, from));
    assertThat(ledger.entries())
        .allSatisfy(
            entry -> assertThat(entry.causes()).containsAnyOf(Cause.LEFT_OUT, Cause.COVERAGE));
  }

  @Example
  void tells_what_is_left_out_from_what_happens_and_from_the_model() {
    Scorer even = percentages(50, 50);
    List<PastEvent> recorded =
        List.of(
            Past.at("1", Events.value("a", 1, 80)),
            Past.at("2", Events.value("b", 2, 40)),
            Past.at("3", Events.value("b", 3, 90)));
    Hypothesis hypothesis =
        new Hypothesis(
            List.of(
                Past.at("h1", Events.value("a", 9, 20)),
                Past.at("later", Events.value("a", 11, 0))),
            event -> event.id().equals("3"),
            percentages(75, 25));

    Ledger ledger = HypothesisLedger.of(recorded, end(10, even), hypothesis);

    assertThat(ledger.from().tenths()).hasValue(850);
    assertThat(ledger.to().tenths()).hasValue(250);
    assertThat(ledger.entries())
        .extracting(entry -> entry.causes() + " " + entry.part() + " " + entry.changeTenths())
        .containsExactly("[LEFT_OUT] b -250", "[EVENTS] a -300", "[MODEL] a 50", "[MODEL] b -100");
    assertThat(ledger.entries().get(0).eventIds()).containsExactly("3");
    assertThat(ledger.entries().get(1).eventIds()).containsExactly("h1");
  }

  private static Scorer percentages(int a, int b) {
    return Scorer.of(
        Cards.percentages(List.of("a", "b"), List.of(a, b), new MissingPolicy.Exclude()));
  }

  private static boolean odd(PastEvent event) {
    return event.id().hashCode() % 2 != 0;
  }

  private static PastEvent recorded(PastEvent event, Viewpoint from) {
    return new PastEvent(
        event.id(),
        event.occurredAt().isAfter(from.knownAt()) ? event.occurredAt() : from.knownAt(),
        event.occurredAt(),
        event.observations(),
        event.facts(),
        event.attributes());
  }

  private static Viewpoint end(long day, Scorer scorer) {
    return new Viewpoint(Past.endOf(day), Past.endOf(day), scorer);
  }

  private static Score seen(List<PastEvent> events, Viewpoint from) {
    return from.scorer().score(from.history(events), from.day());
  }

  @Provide
  Arbitrary<List<PastEvent>> events() {
    return RandomEvents.lists()
        .map(
            observations -> {
              List<PastEvent> events = new ArrayList<>();
              for (int i = 0; i < observations.size(); i++) {
                events.add(Past.at("e" + i, observations.get(i)));
              }
              return events;
            });
  }

  @Provide
  Arbitrary<Long> days() {
    return Arbitraries.longs().between(0, 230);
  }
}
