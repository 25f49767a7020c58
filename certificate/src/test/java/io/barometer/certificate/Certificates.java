package io.barometer.certificate;

import com.google.protobuf.Timestamp;
import com.google.type.Date;
import io.barometer.language.Presets;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.proto.event.v1.Activity;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.event.v1.RecordedEvent;
import io.barometer.proto.event.v1.ScoreOverridden;
import io.barometer.signals.EventSignals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** True certificates, and what is needed to make false ones of them. */
final class Certificates {
  static final Instant FIRST = Instant.parse("2026-01-01T10:00:00Z");
  static final Instant END = Instant.parse("2026-03-31T23:59:59Z");
  static final String ACCOUNT = "acme";

  private static final int SHARD = 3;
  private static final int PLACES = 10;

  private Certificates() {}

  /** Of everything by the end of March. */
  static Certificate of(List<RecordedEvent> events) {
    return of(events, END, END);
  }

  static Certificate of(List<RecordedEvent> events, Instant asOf, Instant knownAt) {
    return of(events, asOf, knownAt, Presets.model("usage").card());
  }

  static Certificate of(List<RecordedEvent> events, Instant asOf, Instant knownAt, Scorecard card) {
    Subject subject = new Subject(ACCOUNT, "health", asOf, knownAt);
    return new Certificate(
        "barometer test",
        subject,
        new CertifiedModel(card.name(), card.version(), card.hash(), card.canonical()),
        Result.computed(subject, card, EventSignals.past(events)),
        Prefix.of(SHARD, (long) events.size() * PLACES, events),
        new ChainHead(12_345, "ab".repeat(32)),
        events);
  }

  /** Three users, one of them every day. */
  static List<RecordedEvent> logins(int days) {
    List<RecordedEvent> events = new ArrayList<>();
    for (int day = 0; day < days; day++) {
      var login = Activity.newBuilder().setAction("login").setUserId("user" + day % 3);
      events.add(
          event(events, FIRST.plus(Duration.ofDays(day)), Event.newBuilder().setActivity(login)));
    }
    return events;
  }

  /** The next event of a stream. */
  static RecordedEvent event(List<RecordedEvent> before, Instant at, Event.Builder what) {
    long version = before.size() + 1L;
    return RecordedEvent.newBuilder()
        .setEventId("e" + version)
        .setShard(SHARD)
        .setPosition(version * PLACES)
        .setVersion(version)
        .setRecordedTime(time(at))
        .setEvent(
            what.setTenantId("demo")
                .setAccountId(ACCOUNT)
                .setEventKey("k" + version)
                .setSource("test")
                .putAttributes("b", "2")
                .putAttributes("a", "<1>")
                .setOccurredTime(time(at)))
        .build();
  }

  /** A person's word. */
  static Event.Builder override(int tenths) {
    return Event.newBuilder()
        .setScoreOverridden(
            ScoreOverridden.newBuilder()
                .setTenths(tenths)
                .setLastDate(Date.newBuilder().setYear(2026).setMonth(12).setDay(31))
                .setRole("csm")
                .setAuthor("kim")
                .setReason("the sponsor leaves"));
  }

  static Certificate with(Certificate told, Subject subject) {
    return new Certificate(
        told.program(),
        subject,
        told.model(),
        told.result(),
        told.prefix(),
        told.chain(),
        told.events());
  }

  static Certificate with(Certificate told, CertifiedModel model) {
    return new Certificate(
        told.program(),
        told.subject(),
        model,
        told.result(),
        told.prefix(),
        told.chain(),
        told.events());
  }

  static Certificate with(Certificate told, Result result) {
    return new Certificate(
        told.program(),
        told.subject(),
        told.model(),
        result,
        told.prefix(),
        told.chain(),
        told.events());
  }

  static Certificate with(Certificate told, List<RecordedEvent> events) {
    return new Certificate(
        told.program(),
        told.subject(),
        told.model(),
        told.result(),
        told.prefix(),
        told.chain(),
        events);
  }

  static Timestamp time(Instant at) {
    return Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()).build();
  }
}
