package io.barometer.e2e.cases;

import com.google.type.Money;
import io.barometer.model.history.Observation;
import io.barometer.proto.event.v1.AccountRegistered;
import io.barometer.proto.event.v1.Activity;
import io.barometer.proto.event.v1.AuditCompleted;
import io.barometer.proto.event.v1.CheckReported;
import io.barometer.proto.event.v1.ContactChanged;
import io.barometer.proto.event.v1.ContactRole;
import io.barometer.proto.event.v1.DriftFound;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.event.v1.GoalReached;
import io.barometer.proto.event.v1.InvoicePaid;
import io.barometer.proto.event.v1.Measurement;
import io.barometer.proto.event.v1.PaymentFailed;
import io.barometer.proto.event.v1.ReleaseShipped;
import io.barometer.proto.event.v1.Severity;
import io.barometer.proto.event.v1.SurveyAnswered;
import io.barometer.proto.event.v1.SurveyKind;
import io.barometer.proto.event.v1.TicketOpened;
import io.barometer.proto.event.v1.TicketPriority;
import io.barometer.proto.event.v1.TicketUpdated;
import io.barometer.proto.event.v1.TouchpointHeld;
import io.barometer.proto.event.v1.VulnerabilityClosed;
import io.barometer.proto.event.v1.VulnerabilityFound;
import java.util.Locale;
import java.util.Optional;

/** Which event gives a signal: the way back from what scoring reads to what a source sends. */
final class SignalEvents {
  private SignalEvents() {}

  /** The event about the subject, with all that it gives besides. */
  static Event.Builder event(Simultaneous now) {
    Event.Builder event = Event.newBuilder();
    String signal = now.subject().signal();
    String name = signal.substring(signal.indexOf('.') + 1);
    switch (signal.split("\\.", 2)[0]) {
      case "account" -> event.setAccountRegistered(AccountRegistered.getDefaultInstance());
      case "activity" -> event.setActivity(activity(now));
      case "measurement" ->
          event.setMeasurement(Measurement.newBuilder().setName(name).setValue(now.value()));
      case "check" -> event.setCheckReported(check(now, name));
      case "audit" -> event.setAuditCompleted(audit(now));
      case "vulnerability" -> vulnerability(event, now);
      case "drift" ->
          event.setDriftFound(
              DriftFound.newBuilder().setPolicyId(now.item()).setSettings((int) now.value()));
      case "touchpoint" -> event.setTouchpointHeld(touchpoint(now));
      case "contact" -> event.setContactChanged(contact(now, name));
      case "survey" -> event.setSurveyAnswered(survey(now, name));
      case "ticket" -> ticket(event, now);
      case "invoice" -> invoice(event, now);
      case "goal" -> event.setGoalReached(GoalReached.newBuilder().setGoalId(now.item()));
      case "release" ->
          event.setReleaseShipped(
              ReleaseShipped.newBuilder().setProduct(name).setVersion(now.item()));
      default -> throw new IllegalArgumentException("no event gives " + signal);
    }
    return event;
  }

  private static Activity.Builder activity(Simultaneous now) {
    String[] item = now.item().split("/", 2);
    Activity.Builder activity =
        Activity.newBuilder().setAction("use").setUserId(now.actor()).setProduct(item[0]);
    return item.length == 1 ? activity : activity.setFeature(item[1]);
  }

  private static CheckReported.Builder check(Simultaneous now, String kind) {
    String signal = now.subject().signal();
    CheckReported.Builder check =
        CheckReported.newBuilder().setKind(kind).setTargetId(now.item()).setOk(now.value() == 1);
    now.besides((signal + ".value")::equals).ifPresent(told -> check.setValue(points(told)));
    return check;
  }

  private static AuditCompleted.Builder audit(Simultaneous now) {
    Optional<Observation> same = now.besides(signal -> signal.startsWith("audit."));
    same.ifPresent(
        told -> {
          if (told.micros() != now.subject().micros()) {
            throw new IllegalArgumentException("an audit is passed or not: " + told);
          }
        });
    return AuditCompleted.newBuilder().setFramework(now.item()).setPassed(now.value() == 1);
  }

  private static void vulnerability(Event.Builder event, Simultaneous now) {
    if (now.subject().signal().equals("vulnerability.closed")) {
      event.setVulnerabilityClosed(VulnerabilityClosed.newBuilder().setVulnerabilityId(now.item()));
    } else {
      event.setVulnerabilityFound(
          VulnerabilityFound.newBuilder()
              .setVulnerabilityId(now.item())
              .setSeverity(Severity.forNumber((int) now.value())));
    }
  }

  private static TouchpointHeld.Builder touchpoint(Simultaneous now) {
    String kind =
        now.besides(signal -> signal.startsWith("touchpoint."))
            .orElse(now.subject())
            .signal()
            .replaceFirst("^touchpoint\\.?", "");
    kind = kind.isEmpty() ? "call" : kind;
    String id = now.item().isEmpty() ? kind : now.item();
    return TouchpointHeld.newBuilder().setTouchpointId(id).setKind(kind);
  }

  private static ContactChanged.Builder contact(Simultaneous now, String role) {
    return ContactChanged.newBuilder()
        .setContactId(now.actor().isEmpty() ? "somebody" : now.actor())
        .setRole(ContactRole.valueOf("CONTACT_ROLE_" + role.toUpperCase(Locale.ROOT)))
        .setActive(now.value() == 1);
  }

  private static SurveyAnswered.Builder survey(Simultaneous now, String kind) {
    return SurveyAnswered.newBuilder()
        .setKind(SurveyKind.valueOf("SURVEY_KIND_" + kind.toUpperCase(Locale.ROOT)))
        .setAnswer(now.value());
  }

  private static void ticket(Event.Builder event, Simultaneous now) {
    if (now.subject().signal().equals("ticket.sentiment")) {
      event.setTicketUpdated(
          TicketUpdated.newBuilder().setTicketId("some").setSentiment(now.value()));
    } else {
      event.setTicketOpened(
          TicketOpened.newBuilder()
              .setTicketId(now.item().isEmpty() ? "some" : now.item())
              .setPriority(TicketPriority.forNumber((int) now.value())));
    }
  }

  private static void invoice(Event.Builder event, Simultaneous now) {
    Money amount = Money.newBuilder().setCurrencyCode("EUR").setUnits((long) now.value()).build();
    if (now.subject().signal().equals("invoice.failed")) {
      event.setPaymentFailed(PaymentFailed.newBuilder().setInvoiceId("i-1").setAmount(amount));
    } else {
      int late = now.besides("invoice.days_late"::equals).map(told -> (int) points(told)).orElse(0);
      event.setInvoicePaid(
          InvoicePaid.newBuilder().setInvoiceId("i-1").setAmount(amount).setDaysLate(late));
    }
  }

  private static double points(Observation told) {
    return told.micros() / 1e6;
  }
}
