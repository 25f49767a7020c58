package io.barometer.model.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.model.Cards;
import io.barometer.model.Events;
import io.barometer.model.RandomEvents;
import io.barometer.model.score.Score;
import io.barometer.model.score.Scorer;
import io.barometer.model.scorecard.MissingPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ChangeLedgerPropertiesTest {
  private static final String SEED = "20261122";
  private static final Scorer USAGE = Scorer.of(Cards.usage());
  private static final Scorer OTHER =
      Scorer.of(
          Cards.card(
              0.2,
              Cards.usage().metrics(),
              List.of(
                  Cards.dimension("recency", 60, Cards.in("silence", 100, Cards.down(1, 60))),
                  Cards.dimension(
                      "reach",
                      40,
                      Cards.in("users_90", 70, Cards.line(0, 4)),
                      Cards.in("features_90", 30, Cards.line(0, 3))))));

  @Property(seed = SEED)
  void the_parts_add_up_to_the_change_between_any_two_instants(
      @ForAll("events") List<PastEvent> events,
      @ForAll("pairs") List<Instant> instants,
      @ForAll boolean remodelled) {
    Viewpoint from = new Viewpoint(instants.get(0), instants.get(1), USAGE);
    Viewpoint to = new Viewpoint(instants.get(2), instants.get(3), remodelled ? OTHER : USAGE);

    Ledger ledger = ChangeLedger.between(events, from, to);

    assertThat(ledger.from()).isEqualTo(seen(events, from));
    assertThat(ledger.to()).isEqualTo(seen(events, to));
    int sum = ledger.entries().stream().mapToInt(LedgerEntry::changeTenths).sum();
    assertThat(sum).isEqualTo(ledger.changeTenths().orElse(0));
    assertThat(ledger.entries())
        .allSatisfy(
            entry -> {
              assertThat(entry.eventIds()).hasSize(Math.min(100, entry.events()));
              assertThat(entry.eventIds()).doesNotHaveDuplicates();
            });
  }

  @Property(seed = SEED)
  void behaviour_is_told_apart_from_a_change_of_model(
      @ForAll("events") List<PastEvent> events, @ForAll("pairs") List<Instant> instants) {
    Viewpoint from = new Viewpoint(instants.get(0), instants.get(1), USAGE);
    Viewpoint before = new Viewpoint(instants.get(2), instants.get(3), USAGE);
    Viewpoint to = new Viewpoint(instants.get(2), instants.get(3), OTHER);

    Ledger whole = ChangeLedger.between(events, from, to);
    Ledger behaviour = ChangeLedger.between(events, from, before);

    if (behaviour.changeTenths().isPresent() && whole.changeTenths().isPresent()) {
      int behavioural =
          whole.entries().stream()
              .filter(entry -> !entry.causes().contains(Cause.MODEL))
              .mapToInt(LedgerEntry::changeTenths)
              .sum();
      assertThat(behavioural).isEqualTo(behaviour.changeTenths().getAsInt());
    }
  }

  @Property(seed = SEED)
  void the_order_of_arrival_and_what_is_out_of_sight_do_not_matter(
      @ForAll("events") List<PastEvent> events,
      @ForAll("pairs") List<Instant> instants,
      @ForAll long shuffle) {
    Viewpoint from = new Viewpoint(instants.get(0), instants.get(1), USAGE);
    Viewpoint to = new Viewpoint(instants.get(2), instants.get(3), OTHER);
    List<PastEvent> others =
        new ArrayList<>(events.stream().filter(e -> from.sees(e) || to.sees(e)).toList());
    Collections.shuffle(others, new Random(shuffle));

    assertThat(ChangeLedger.between(others, from, to))
        .isEqualTo(ChangeLedger.between(events, from, to));
  }

  @Property(seed = SEED)
  void what_is_recorded_later_changes_nothing_that_was_known_before(
      @ForAll("events") List<PastEvent> events, @ForAll("pairs") List<Instant> instants) {
    Viewpoint then = new Viewpoint(instants.get(0), instants.get(1), USAGE);
    List<PastEvent> known =
        events.stream().filter(event -> event.knownBy(instants.get(1))).toList();

    assertThat(seen(known, then)).isEqualTo(seen(events, then));
  }

  @Property(seed = SEED)
  void what_was_retracted_is_seen_until_then_and_never_after(
      @ForAll("events") List<PastEvent> events, @ForAll("pairs") List<Instant> instants) {
    Viewpoint then = new Viewpoint(instants.get(0), instants.get(1), USAGE);
    List<PastEvent> standing =
        events.stream()
            .filter(event -> !event.retractedBy(then.knownAt()))
            .map(ChangeLedgerPropertiesTest::unretracted)
            .toList();

    assertThat(seen(standing, then)).isEqualTo(seen(events, then));
  }

  private static PastEvent unretracted(PastEvent event) {
    return new PastEvent(
        event.id(),
        event.recordedAt(),
        event.occurredAt(),
        event.observations(),
        event.facts(),
        event.attributes());
  }

  @Property(seed = SEED)
  void nothing_changes_where_one_stands(
      @ForAll("events") List<PastEvent> events, @ForAll("pairs") List<Instant> instants) {
    Viewpoint here = new Viewpoint(instants.get(0), instants.get(1), USAGE);

    assertThat(ChangeLedger.between(events, here, here).entries()).isEmpty();
  }

  @Property(seed = SEED)
  void an_input_that_comes_or_goes_is_told_from_the_weights_it_takes(
      @ForAll @IntRange(max = 100) int steady,
      @ForAll @IntRange(max = 100) int fresh,
      @ForAll @IntRange(min = 1, max = 99) int weight) {
    Scorer scorer =
        Scorer.of(
            Cards.percentages(
                List.of("a", "b"), List.of(100 - weight, weight), new MissingPolicy.Exclude()));
    List<PastEvent> events =
        List.of(
            Past.at("1", Events.value("a", 0, steady)), Past.at("2", Events.value("b", 5, fresh)));

    Ledger ledger =
        ChangeLedger.between(
            events,
            new Viewpoint(Past.endOf(4), Past.endOf(4), scorer),
            new Viewpoint(Past.endOf(6), Past.endOf(6), scorer));

    int arrived = sum(ledger, Cause.EVENTS);
    assertThat(arrived).isBetween(weight * fresh / 10 - 1, weight * fresh / 10 + 1);
    assertThat(arrived + sum(ledger, Cause.COVERAGE))
        .isEqualTo(ledger.changeTenths().orElseThrow());
  }

  private static int sum(Ledger ledger, Cause cause) {
    return ledger.entries().stream()
        .filter(entry -> entry.causes().contains(cause))
        .mapToInt(LedgerEntry::changeTenths)
        .sum();
  }

  private static Score seen(List<PastEvent> events, Viewpoint viewpoint) {
    return viewpoint.scorer().score(viewpoint.history(events), viewpoint.day());
  }

  /** Most arrive at once, some up to 300 days late; some are retracted up to 200 days later. */
  @Provide
  Arbitrary<List<PastEvent>> events() {
    Arbitrary<Integer> late = Arbitraries.integers().between(0, 300).injectDuplicates(0.5);
    Arbitrary<Integer> wrong = Arbitraries.integers().between(-400, 200).injectDuplicates(0.5);
    return Combinators.combine(
            RandomEvents.lists(), late.list().ofSize(60), wrong.list().ofSize(60))
        .as(
            (observations, days, retracted) -> {
              List<PastEvent> events = new ArrayList<>();
              for (int i = 0; i < observations.size(); i++) {
                int lateness = i % 3 == 0 ? days.get(i) : 0;
                PastEvent event = Past.late("e" + i, observations.get(i), lateness);
                int stood = retracted.get(i);
                events.add(
                    stood < 0
                        ? event
                        : event.retracted(event.recordedAt().plus(Duration.ofDays(stood))));
              }
              return events;
            });
  }

  /** as of, known at, as of, known at; the second two not before the first two. */
  @Provide
  Arbitrary<List<Instant>> pairs() {
    Arbitrary<Integer> hours = Arbitraries.integers().between(0, 24 * 400);
    return Combinators.combine(hours, hours, hours, hours)
        .as(
            (a, b, c, d) ->
                List.of(
                    Events.at(0, Math.min(a, b)),
                    Events.at(0, Math.min(c, d)),
                    Events.at(0, Math.max(a, b)),
                    Events.at(0, Math.max(c, d))));
  }
}
