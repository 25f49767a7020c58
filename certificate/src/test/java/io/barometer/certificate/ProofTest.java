package io.barometer.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.certificate.Objection.About;
import io.barometer.language.Presets;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.event.v1.EventRetracted;
import io.barometer.proto.event.v1.RecordedEvent;
import io.barometer.proto.scoring.v1.ScoreValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProofTest {
  private static final Certificate TRUE = Certificates.of(Certificates.logins(88));

  /** Something that is changed in a true certificate, and how that is told. */
  record Change(String what, UnaryOperator<Certificate> change, About about, String text) {
    @Override
    public String toString() {
      return what;
    }
  }

  @Test
  void a_true_certificate_holds() {
    Proof proof = proof(TRUE);

    assertThat(proof.objections()).isEmpty();
    assertThat(proof.holds()).isTrue();
    assertThat(proof.gravest()).isEmpty();
    assertThat(proof.recomputed()).isEqualTo(TRUE.result());
    assertThat(TRUE.result().score())
        .isEqualTo(
            ScoreValue.newBuilder()
                .setTenths(934)
                .setBand("Healthy")
                .setCoveragePercent(80)
                .build());
    assertThat(TRUE.result().inputs().stream().mapToInt(Input::tenths).sum()).isEqualTo(934);
  }

  @Test
  void a_score_of_the_past_does_not_see_what_came_later() {
    Instant past = Certificates.FIRST.plus(Duration.ofDays(40));
    List<RecordedEvent> known = TRUE.events().subList(0, 60);
    Instant knownAt = Certificates.FIRST.plus(Duration.ofDays(59));
    Certificate certificate = Certificates.of(known, past, knownAt);

    assertThat(proof(certificate).objections()).isEmpty();
    assertThat(certificate.result())
        .isEqualTo(Certificates.of(TRUE.events().subList(0, 41), past, past).result());
  }

  @Test
  void an_account_without_an_event_has_a_proven_unknown_score() {
    Certificate certificate = Certificates.of(List.of());

    assertThat(proof(certificate).holds()).isTrue();
    assertThat(certificate.result().score().getBand()).isEqualTo("Unknown");
    assertThat(certificate.result().score().hasTenths()).isFalse();
    assertThat(certificate.prefix().hash()).isEqualTo("0".repeat(64));
  }

  @Test
  void a_persons_word_is_proven_beside_the_computed_score() {
    List<RecordedEvent> events = Certificates.logins(80);
    events.add(Certificates.event(events, Certificates.END, Certificates.override(250)));
    String yaml =
        Presets.yaml("usage") + "overrides: [{role: csm, up: 100, down: 100, longest: 365d}]\n";
    Scorecard card = new CertifiedModel("usage", "1.0.0", "", yaml).card();
    Certificate certificate = Certificates.of(events, Certificates.END, Certificates.END, card);

    assertThat(proof(certificate).objections()).isEmpty();
    assertThat(certificate.result().score().getTenths()).isEqualTo(250);
    assertThat(certificate.result().computed().getTenths()).isEqualTo(887);
  }

  @Test
  void an_event_that_is_taken_back_counts_until_that_is_known() {
    List<RecordedEvent> events = Certificates.logins(1);
    var taken = EventRetracted.newBuilder().setEventId("e1");
    events.add(
        Certificates.event(events, Certificates.END, Event.newBuilder().setEventRetracted(taken)));
    Certificate after = Certificates.of(events);
    Instant earlier = Certificates.FIRST.plusSeconds(1);
    Certificate before = Certificates.of(events.subList(0, 1), earlier, earlier);

    assertThat(proof(after).objections()).isEmpty();
    assertThat(after.result().score().getBand()).isEqualTo("Unknown");
    assertThat(proof(before).objections()).isEmpty();
    assertThat(before.result().score().getBand()).isEqualTo("At Risk");
  }

  @Test
  void the_same_events_have_the_same_hash_whatever_the_order_of_their_labels() {
    Event told = TRUE.events().getFirst().getEvent();
    Event turned =
        told.toBuilder()
            .clearAttributes()
            .putAttributes("a", "<1>")
            .putAttributes("b", "2")
            .build();
    List<RecordedEvent> events = new ArrayList<>(TRUE.events());
    events.set(0, events.getFirst().toBuilder().setEvent(turned).build());

    assertThat(Prefix.of(3, 880, events)).isEqualTo(TRUE.prefix());
  }

  static Stream<Change> changes() {
    return Stream.of(
        change("first event left out", events -> events.subList(1, 88), "event 1 was left out"),
        change("an event left out", ProofTest::withoutTheTenth, "event 10 was left out"),
        change(
            "last event left out",
            events -> events.subList(0, 87),
            "the last ones were left out: 87 of 88 are there"),
        change("all left out", events -> List.of(), "the last ones were left out: 0 of 88"),
        change(
            "two exchanged",
            ProofTest::exchanged,
            "their order was changed: event 6 stands before 5"),
        change("one twice", ProofTest::twice, "event 1 was added: it stands there twice"),
        change(
            "one more",
            events ->
                with(
                    events, Certificates.event(events, Certificates.END, Certificates.override(9))),
            "event 89 has a place where it cannot have been"),
        change("another user", ProofTest::anotherUser, "the content of one was changed"),
        change(
            "another account",
            events ->
                first(
                    events,
                    first -> first.setEvent(first.getEvent().toBuilder().setAccountId("globex"))),
            "event 1 is of another account"),
        change(
            "another tenant",
            events ->
                with(
                    events.subList(0, 87),
                    events.getLast().toBuilder()
                        .setEvent(events.getLast().getEvent().toBuilder().setTenantId("globex"))
                        .build()),
            "event 88 is of another account"),
        change(
            "another shard",
            events -> first(events, first -> first.setShard(1)),
            "event 1 has a place where it cannot have been"),
        change(
            "another position",
            events -> first(events, first -> first.setPosition(21)),
            "event 2 has a place where it cannot have been"),
        change(
            "recorded later than known",
            events ->
                with(
                    events.subList(0, 87),
                    events.getLast().toBuilder()
                        .setRecordedTime(Certificates.time(Certificates.END.plusSeconds(1)))
                        .build()),
            "which nobody knew at the moment of the certificate"),
        change(
            "recorded before the one in front",
            events ->
                with(
                    events.subList(0, 87),
                    events.getLast().toBuilder()
                        .setRecordedTime(Certificates.time(Certificates.FIRST))
                        .build()),
            "event 88 was recorded before the one in front of it"),
        change(
            "what nobody understands",
            events ->
                first(events, first -> first.setEvent(first.getEvent().toBuilder().clearPayload())),
            "this program does not understand an event of an unknown type"),
        new Change(
            "the model's text",
            told -> model(told, told.model().hash(), text -> text.replace("75", "70")),
            About.MODEL,
            "its text was changed"),
        new Change(
            "the model's text so that nobody can read it",
            told -> model(told, told.model().hash(), text -> text + "what: is this\n"),
            About.MODEL,
            "its text was changed"),
        new Change(
            "the model's hash",
            told -> model(told, "0".repeat(64), text -> text),
            About.MODEL,
            "its text was changed"),
        new Change(
            "the model's name",
            told ->
                Certificates.with(
                    told,
                    new CertifiedModel("other", "1.0.0", told.model().hash(), told.model().text())),
            About.MODEL,
            "it is not the one that the certificate names"),
        figure("the score", result -> result.score().toBuilder().setTenths(935).build()),
        figure("the band", result -> result.score().toBuilder().setBand("Moderate").build()),
        figure("the coverage", result -> result.score().toBuilder().setCoveragePercent(99).build()),
        figure("no score", result -> result.score().toBuilder().clearTenths().build()),
        new Change(
            "the computed score",
            told ->
                Certificates.with(
                    told,
                    new Result(
                        told.result().score(),
                        told.result().computed().toBuilder().setTenths(1).build(),
                        told.result().inputs())),
            About.FIGURE,
            "the computed score: 0.1 Healthy with 80 % of the weight told, 93.4 Healthy"),
        new Change(
            "an input left out",
            told ->
                Certificates.with(
                    told,
                    new Result(
                        told.result().score(),
                        told.result().computed(),
                        told.result().inputs().subList(0, 1))),
            About.FIGURE,
            "1 inputs told"),
        new Change(
            "an input's points",
            told ->
                Certificates.with(
                    told,
                    new Result(
                        told.result().score(),
                        told.result().computed(),
                        told.result().inputs().reversed())),
            About.FIGURE,
            "input activity_change_60d: no value, 0.0 points told, input days_since_activity: "),
        new Change(
            "the day",
            told ->
                Certificates.with(
                    told,
                    new Subject("acme", "health", Certificates.FIRST, told.subject().knownAt())),
            About.FIGURE,
            "the score: 93.4 Healthy with 80 % of the weight told, 49.0 At Risk"),
        new Change(
            "which score",
            told ->
                Certificates.with(
                    told, new Subject("acme", "growth", Certificates.END, Certificates.END)),
            About.MODEL,
            "it is not the one that the certificate names"));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void whatever_is_changed_is_found_and_named(Change change) {
    Proof proof = proof(change.change().apply(TRUE));

    assertThat(proof.holds()).isFalse();
    assertThat(proof.gravest()).contains(change.about());
    assertThat(proof.objections())
        .filteredOn(objection -> objection.about() == change.about())
        .anySatisfy(objection -> assertThat(objection.text()).contains(change.text()));
  }

  @Test
  void a_rank_is_proven_by_no_accounts_own_events() throws IOException {
    String text = Files.readString(Path.of("../examples/models/percentile.yaml"));
    CertifiedModel ranking = new CertifiedModel("percentile", "1.0.0", Sha256.hex(text), text);

    assertThat(ranking.ranks()).isTrue();
    assertThat(TRUE.model().ranks()).isFalse();
    assertThat(proof(Certificates.with(TRUE, ranking)).objections())
        .contains(
            new Objection(About.MODEL, "it ranks accounts; one account's events prove no rank"));
  }

  @Test
  void a_file_that_was_touched_does_not_hold_even_where_every_figure_does() {
    Proof proof = Proof.of(new CertificateFile.Reading(TRUE, false));

    assertThat(proof.objections())
        .containsExactly(
            new Objection(About.FILE, "something in it was changed after it was written"));
  }

  private static Change change(
      String what, UnaryOperator<List<RecordedEvent>> events, String text) {
    return new Change(
        what, told -> Certificates.with(told, events.apply(told.events())), About.EVENTS, text);
  }

  private static Change figure(String what, Function<Result, ScoreValue> score) {
    return new Change(
        what,
        told ->
            Certificates.with(
                told,
                new Result(
                    score.apply(told.result()), told.result().computed(), told.result().inputs())),
        About.FIGURE,
        "the score: ");
  }

  private static Certificate model(Certificate told, String hash, UnaryOperator<String> text) {
    return Certificates.with(
        told, new CertifiedModel("usage", "1.0.0", hash, text.apply(told.model().text())));
  }

  private static List<RecordedEvent> withoutTheTenth(List<RecordedEvent> events) {
    List<RecordedEvent> others = new ArrayList<>(events);
    others.remove(9);
    return others;
  }

  private static List<RecordedEvent> exchanged(List<RecordedEvent> events) {
    List<RecordedEvent> others = new ArrayList<>(events);
    others.set(4, events.get(5));
    others.set(5, events.get(4));
    return others;
  }

  private static List<RecordedEvent> twice(List<RecordedEvent> events) {
    List<RecordedEvent> more = new ArrayList<>(events);
    more.add(1, events.getFirst());
    return more;
  }

  private static List<RecordedEvent> anotherUser(List<RecordedEvent> events) {
    return first(
        events,
        first -> {
          var activity = first.getEvent().getActivity().toBuilder().setUserId("user9");
          return first.setEvent(first.getEvent().toBuilder().setActivity(activity));
        });
  }

  private static List<RecordedEvent> first(
      List<RecordedEvent> events, UnaryOperator<RecordedEvent.Builder> change) {
    List<RecordedEvent> others = new ArrayList<>(events);
    others.set(0, change.apply(events.getFirst().toBuilder()).build());
    return others;
  }

  private static List<RecordedEvent> with(List<RecordedEvent> events, RecordedEvent last) {
    List<RecordedEvent> more = new ArrayList<>(events);
    more.add(last);
    return more;
  }

  private static Proof proof(Certificate certificate) {
    return Proof.of(new CertificateFile.Reading(certificate, true));
  }
}
