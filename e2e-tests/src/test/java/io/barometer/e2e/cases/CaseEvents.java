package io.barometer.e2e.cases;

import com.google.protobuf.Timestamp;
import com.google.type.Date;
import io.barometer.language.ModelCase;
import io.barometer.language.ModelCase.Fact;
import io.barometer.language.ModelCase.Seen;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.event.v1.Profile;
import io.barometer.proto.event.v1.ProfileChanged;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The events behind a case: those from which scoring makes just the observations that the case
 * tells. A case tells signals; where one event gives several, such as {@code touchpoint} and {@code
 * touchpoint.qbr}, they stand at the same time in the case.
 */
final class CaseEvents {
  private final String accountId;
  private final List<CaseEvent> events = new ArrayList<>();

  private CaseEvents(String accountId) {
    this.accountId = accountId;
  }

  /**
   * The events of a case for an account, in the order of time.
   *
   * @throws IllegalArgumentException when the case tells what no event can
   */
  static List<CaseEvent> of(ModelCase told, String accountId) {
    CaseEvents of = new CaseEvents(accountId);
    told.facts().forEach(of::told);
    Map<Instant, List<Seen>> moments = new TreeMap<>();
    for (Seen seen : told.seen()) {
      moments.computeIfAbsent(seen.observation().occurredAt(), at -> new ArrayList<>()).add(seen);
    }
    moments.forEach(of::happened);
    of.events.sort(Comparator.comparing(CaseEvent::at));
    return of.events;
  }

  private void told(Fact fact) {
    Profile.Builder profile = Profile.newBuilder();
    switch (fact.name()) {
      case "employees" -> profile.setEmployees(Long.parseLong(fact.value()));
      case "seats_contracted" -> profile.setSeatsContracted(Long.parseLong(fact.value()));
      case "plan" -> profile.setPlan(fact.value());
      case "renewal_date" -> profile.setRenewalDate(date(fact.value()));
      default -> throw new IllegalArgumentException("no event tells the fact " + fact.name());
    }
    Event.Builder event =
        Event.newBuilder().setProfileChanged(ProfileChanged.newBuilder().setProfile(profile));
    add(event, fact.at(), List.of(), List.of(fact));
  }

  private void happened(Instant at, List<Seen> seen) {
    Simultaneous left = new Simultaneous(seen);
    while (left.takeNext()) {
      add(SignalEvents.event(left), at, left.taken(), List.of());
    }
  }

  /** A release concerns every account, so it is told without one. */
  private void add(Event.Builder event, Instant at, List<Seen> seen, List<Fact> facts) {
    Timestamp time = Timestamp.newBuilder().setSeconds(at.getEpochSecond()).build();
    event
        .setAccountId(event.hasReleaseShipped() ? "" : accountId)
        .setSource("case")
        .setEventKey("event-" + events.size())
        .setOccurredTime(time)
        .setReceivedTime(time);
    events.add(new CaseEvent(event.build(), seen, facts));
  }

  private static Date date(String text) {
    LocalDate day = LocalDate.parse(text);
    return Date.newBuilder()
        .setYear(day.getYear())
        .setMonth(day.getMonthValue())
        .setDay(day.getDayOfMonth())
        .build();
  }
}
