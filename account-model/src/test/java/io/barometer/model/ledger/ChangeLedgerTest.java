package io.barometer.model.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barometer.model.Cards;
import io.barometer.model.Events;
import io.barometer.model.score.ScoreOverride;
import io.barometer.model.score.Scorer;
import io.barometer.model.scorecard.Band;
import io.barometer.model.scorecard.MissingPolicy;
import io.barometer.model.scorecard.Windowed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeLedgerTest {
  private static final Scorer TWO =
      Scorer.of(
          Cards.percentages(List.of("usage", "nps"), List.of(60, 40), new MissingPolicy.Exclude()));

  @Test
  void a_late_event_is_learned_and_names_itself() {
    List<PastEvent> events =
        List.of(
            Past.at("a", Events.value("usage", 0, 50)),
            Past.late("b", Events.value("usage", 2, 80), 10));

    Ledger ledger = ChangeLedger.between(events, known(5, 5), known(5, 20));

    assertThat(text(ledger)).containsExactly("LEARNED usage +30.0 [b] usage rose from 50 to 80");
  }

  @Test
  void a_retracted_event_is_taken_away_and_what_replaces_it_is_learned() {
    PastEvent wrong = Past.at("b", Events.value("usage", 2, 80));
    List<PastEvent> events =
        List.of(
            Past.at("a", Events.value("usage", 0, 50)),
            wrong.retracted(Past.endOf(9)),
            Past.late("c", Events.value("usage", 2, 60), 8));

    assertThat(text(ChangeLedger.between(events, known(5, 5), known(5, 8)))).isEmpty();
    assertThat(text(ChangeLedger.between(events, known(5, 5), known(5, 9))))
        .containsExactly("RETRACTED usage -30.0 [b] usage fell from 80 to 50");
    assertThat(text(ChangeLedger.between(events, known(5, 5), known(5, 20))))
        .containsExactly(
            "RETRACTED usage -30.0 [b] usage fell from 80 to 50",
            "LEARNED usage +10.0 [c] usage rose from 50 to 60");
  }

  @Test
  void what_leaves_its_window_is_the_work_of_time() {
    List<PastEvent> events =
        List.of(
            Past.at("a", Events.value("usage", 0, 50)),
            Past.at("b", Events.value("nps", 10, 90)),
            Past.at("c", Events.value("usage", 35, 40)));

    Ledger ledger = ChangeLedger.between(events, at(20), at(36));

    assertThat(ledger.from().tenths()).hasValue(660);
    assertThat(ledger.to().tenths()).hasValue(600);
    assertThat(text(ledger))
        .containsExactly(
            "TIME usage -30.0 [a] no data for usage any more",
            "COVERAGE  +54.0 [] weights shared anew, because data came or went: usage",
            "EVENTS usage +24.0 [c] usage: 40, no data before",
            "COVERAGE  -54.0 [] weights shared anew, because data came or went: usage");
  }

  @Test
  void causes_that_have_no_score_between_them_are_told_together() {
    Scorer needsAll =
        Scorer.of(
            Cards.card(
                1,
                List.of(new Windowed("usage", "usage", "", "usage", Windowed.Kind.LAST, 30)),
                List.of(
                    Cards.dimension("usage", 100, Cards.in("usage", 100, Cards.line(0, 100))))));
    List<PastEvent> events =
        List.of(
            Past.at("a", Events.value("usage", 0, 50)),
            Past.at("b", Events.value("usage", 35, 40)));

    Ledger ledger =
        ChangeLedger.between(
            events,
            new Viewpoint(Past.endOf(1), Past.endOf(1), needsAll),
            new Viewpoint(Past.endOf(36), Past.endOf(36), needsAll));

    assertThat(text(ledger))
        .containsExactly("TIME+EVENTS usage -10.0 [b, a] usage fell from 50 to 40");
  }

  @Test
  void a_score_that_ends_says_why_and_has_no_figure() {
    List<PastEvent> events = List.of(Past.at("a", Events.value("usage", 0, 50)));

    Ledger ledger = ChangeLedger.between(events, at(1), at(40));

    assertThat(ledger.changeTenths()).isEmpty();
    assertThat(ledger.to().band()).isEqualTo(Band.UNKNOWN);
    assertThat(text(ledger))
        .containsExactly(
            "TIME usage 0.0 [a] no data for usage any more", "COVERAGE  0.0 [] no score: no data");
  }

  @Test
  void an_override_stands_beside_what_was_computed() {
    Scorer scorer =
        Scorer.of(
            Cards.overridable(
                Cards.percentages(List.of("usage"), List.of(100), new MissingPolicy.Exclude())));
    String word =
        new ScoreOverride(450, Events.DAY_0 + 9, "csm", "kim", "the champion left").text();
    List<PastEvent> events =
        List.of(
            Past.at("a", Events.value("usage", 0, 50)),
            Past.told("b", 3, "override.health", word),
            Past.at("c", Events.value("usage", 4, 60)));

    Ledger set =
        ChangeLedger.between(
            events,
            new Viewpoint(Past.endOf(1), Past.endOf(1), scorer),
            new Viewpoint(Past.endOf(5), Past.endOf(5), scorer));
    Ledger over =
        ChangeLedger.between(
            events,
            new Viewpoint(Past.endOf(5), Past.endOf(5), scorer),
            new Viewpoint(Past.endOf(10), Past.endOf(10), scorer));

    assertThat(text(set))
        .containsExactly(
            "EVENTS usage +10.0 [c] usage rose from 50 to 60",
            "OVERRIDE override -15.0 [b] kim (csm) says 45.0: the champion left");
    assertThat(text(over))
        .containsExactly(
            "OVERRIDE override +15.0 [b] no longer: kim (csm) says 45.0: the champion left");
  }

  @Test
  void another_model_says_what_it_weighs_otherwise() {
    Scorer other =
        Scorer.of(
            Cards.percentages(
                List.of("usage", "nps"), List.of(30, 70), new MissingPolicy.Exclude()));
    List<PastEvent> events =
        List.of(
            Past.at("a", Events.value("usage", 0, 50)), Past.at("b", Events.value("nps", 0, 90)));

    Ledger ledger =
        ChangeLedger.between(events, at(1), new Viewpoint(Past.endOf(1), Past.endOf(1), other));

    assertThat(text(ledger))
        .containsExactly(
            "MODEL usage -15.0 [] weight of usage in the model: 30 %, before 60 %",
            "MODEL nps +27.0 [] weight of nps in the model: 70 %, before 40 %");
  }

  @Test
  void of_many_events_the_newest_hundred_are_named() {
    Scorer counting =
        Scorer.of(
            Cards.card(
                0,
                List.of(Cards.windowed("uses", "uses", Windowed.Kind.COUNT, 30)),
                List.of(Cards.dimension("usage", 100, Cards.in("uses", 100, Cards.line(0, 300))))));
    List<PastEvent> events = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      events.add(Past.at("e%03d".formatted(i), Events.activity(5 + i / 24, i % 24, "ann", null)));
    }
    events.add(Past.at("first", Events.activity(0, 0, "ann", null)));

    Ledger ledger =
        ChangeLedger.between(
            events,
            new Viewpoint(Past.endOf(1), Past.endOf(1), counting),
            new Viewpoint(Past.endOf(12), Past.endOf(12), counting));

    LedgerEntry only = ledger.entries().getFirst();
    assertThat(ledger.entries()).hasSize(1);
    assertThat(only.changeTenths()).isEqualTo(500);
    assertThat(only.events()).isEqualTo(150);
    assertThat(only.eventIds()).hasSize(100).startsWith("e149", "e148").endsWith("e050");
  }

  @Test
  void a_ledger_runs_forward() {
    assertThatThrownBy(() -> ChangeLedger.between(List.of(), at(2), at(1)))
        .hasMessage("the second viewpoint lies before the first");
  }

  private static Viewpoint at(long day) {
    return known(day, day);
  }

  private static Viewpoint known(long day, long knownDay) {
    return new Viewpoint(Past.endOf(day), Past.endOf(knownDay), TWO);
  }

  private static List<String> text(Ledger ledger) {
    return ledger.entries().stream()
        .map(
            entry ->
                "%s %s %s %s %s"
                    .formatted(
                        String.join(
                            "+", entry.causes().stream().sorted().map(Cause::name).toList()),
                        entry.part(),
                        entry.changeTenths() == 0
                            ? "0.0"
                            : "%+.1f".formatted(entry.changeTenths() / 10.0),
                        entry.eventIds(),
                        entry.text()))
        .toList();
  }
}
