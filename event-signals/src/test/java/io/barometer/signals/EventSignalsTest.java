package io.barometer.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Timestamp;
import com.google.type.Date;
import com.google.type.Money;
import io.barometer.model.history.Observation;
import io.barometer.model.ledger.PastEvent;
import io.barometer.proto.event.v1.Activity;
import io.barometer.proto.event.v1.AuditCompleted;
import io.barometer.proto.event.v1.DayStarted;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.event.v1.Measurement;
import io.barometer.proto.event.v1.Profile;
import io.barometer.proto.event.v1.ProfileChanged;
import io.barometer.proto.event.v1.RecordedEvent;
import io.barometer.proto.event.v1.TicketResolved;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventSignalsTest {
  private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

  @Test
  void an_activity_is_told_in_all_and_by_its_action() {
    var login =
        Activity.newBuilder()
            .setAction("Log in")
            .setUserId("u1")
            .setProduct("app")
            .setFeature("sso");

    assertThat(observations(event().setActivity(login)))
        .containsExactly(
            new Observation("activity", AT, 1_000_000, "u1", "app/sso"),
            new Observation("activity.log_in", AT, 1_000_000, "u1", "app/sso"));
  }

  @Test
  void what_a_ticket_does_not_tell_gives_no_signal() {
    assertThat(
            observations(event().setTicketResolved(TicketResolved.newBuilder().setTicketId("t"))))
        .containsExactly(new Observation("ticket.resolved", AT, 0, null, "t"));
  }

  @Test
  void names_of_frameworks_become_words() {
    var audit = AuditCompleted.newBuilder().setFramework("SOC 2").setPassed(true);

    assertThat(observations(event().setAuditCompleted(audit)))
        .extracting(Observation::signal)
        .containsExactly("audit", "audit.soc_2");
  }

  @Test
  void a_profile_tells_the_facts_it_names() {
    var profile =
        Profile.newBuilder()
            .setEmployees(120)
            .setArr(Money.newBuilder().setCurrencyCode("EUR").setUnits(12).setNanos(500_000_000))
            .setRenewalDate(Date.newBuilder().setYear(2026).setMonth(12).setDay(1));

    assertThat(past(event().setProfileChanged(ProfileChanged.newBuilder().setProfile(profile))))
        .extracting(PastEvent::facts)
        .isEqualTo(
            Map.of(
                "employees", "120",
                "arr", "12.5",
                "arr_currency", "EUR",
                "renewal_date", "2026-12-01"));
  }

  @Test
  void a_day_that_begins_says_nothing_of_accounts() {
    assertThat(observations(event().setDayStarted(DayStarted.getDefaultInstance()))).isEmpty();
  }

  @Test
  void what_this_build_does_not_understand_is_refused() {
    assertThatThrownBy(() -> past(event())).hasMessage("an event of an unknown type");
    var endless = Measurement.newBuilder().setName("load").setValue(Double.POSITIVE_INFINITY);
    assertThatThrownBy(() -> past(event().setMeasurement(endless)))
        .hasMessage("a number outside the range of fixed point");
  }

  private static Iterable<Observation> observations(Event.Builder event) {
    return past(event).observations();
  }

  private static PastEvent past(Event.Builder event) {
    return EventSignals.past(RecordedEvent.newBuilder().setEventId("e").setEvent(event).build());
  }

  private static Event.Builder event() {
    return Event.newBuilder()
        .setAccountId("a1")
        .setOccurredTime(Timestamp.newBuilder().setSeconds(AT.getEpochSecond()));
  }
}
