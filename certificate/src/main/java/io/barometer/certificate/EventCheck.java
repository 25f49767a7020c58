package io.barometer.certificate;

import com.google.protobuf.Timestamp;
import io.barometer.proto.event.v1.RecordedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether the events of a certificate are the account's stream from its first event on, up to the
 * place and the moment that it names, and those of its hash.
 */
final class EventCheck {
  private final Certificate certificate;
  private final List<RecordedEvent> events;

  private EventCheck(Certificate certificate) {
    this.certificate = certificate;
    this.events = certificate.events();
  }

  /** The first thing that does not hold, as precisely as can be told. */
  static Optional<String> objection(Certificate certificate) {
    var check = new EventCheck(certificate);
    return check.order().or(check::number).or(check::hash);
  }

  private Optional<String> order() {
    for (int i = 0; i < events.size(); i++) {
      Optional<String> wrong = at(i);
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  private Optional<String> at(int index) {
    return version(index).or(() -> place(index)).or(() -> time(index));
  }

  private Optional<String> version(int index) {
    long expected = index + 1L;
    long found = events.get(index).getVersion();
    if (found == expected) {
      return Optional.empty();
    }
    boolean later =
        events.subList(index, events.size()).stream()
            .anyMatch(event -> event.getVersion() == expected);
    if (found < expected) {
      return Optional.of("event %d was added: it stands there twice".formatted(found));
    }
    return Optional.of(
        later
            ? "their order was changed: event %d stands before %d".formatted(found, expected)
            : "event %d was left out".formatted(expected));
  }

  private Optional<String> place(int index) {
    RecordedEvent event = events.get(index);
    boolean ownAccount = event.getEvent().getAccountId().equals(certificate.subject().account());
    boolean sameTenant =
        event.getEvent().getTenantId().equals(events.getFirst().getEvent().getTenantId());
    if (!ownAccount || !sameTenant) {
      return Optional.of("event %d is of another account".formatted(index + 1));
    }
    long before = index == 0 ? 0 : events.get(index - 1).getPosition();
    boolean follows =
        event.getShard() == certificate.prefix().shard()
            && event.getPosition() > before
            && event.getPosition() <= certificate.prefix().position();
    return follows
        ? Optional.empty()
        : Optional.of("event %d has a place where it cannot have been".formatted(index + 1));
  }

  private Optional<String> time(int index) {
    Instant recorded = instant(events.get(index).getRecordedTime());
    if (recorded.isAfter(certificate.subject().knownAt())) {
      return Optional.of(
          "event %d was recorded on %s, which nobody knew at the moment of the certificate"
              .formatted(index + 1, recorded));
    }
    boolean falls =
        index > 0 && recorded.isBefore(instant(events.get(index - 1).getRecordedTime()));
    return falls
        ? Optional.of("event %d was recorded before the one in front of it".formatted(index + 1))
        : Optional.empty();
  }

  private Optional<String> number() {
    int told = certificate.prefix().events();
    if (told == events.size()) {
      return Optional.empty();
    }
    return Optional.of(
        told > events.size()
            ? "the last ones were left out: %d of %d are there".formatted(events.size(), told)
            : "some were added: there are %d, and the certificate tells of %d"
                .formatted(events.size(), told));
  }

  private Optional<String> hash() {
    String told = certificate.prefix().hash();
    String found = Prefix.of(0, 0, events).hash();
    return told.equals(found)
        ? Optional.empty()
        : Optional.of(
            "the content of one was changed: their hash is %s, and that of the certificate %s"
                .formatted(found, told));
  }

  private static Instant instant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }
}
