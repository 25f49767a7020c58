package io.barometer.signals;

import com.google.protobuf.Timestamp;
import io.barometer.model.history.Observation;
import io.barometer.model.ledger.PastEvent;
import io.barometer.proto.event.v1.Activity;
import io.barometer.proto.event.v1.CheckReported;
import io.barometer.proto.event.v1.ContactChanged;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.event.v1.InvoicePaid;
import io.barometer.proto.event.v1.RecordedEvent;
import io.barometer.proto.event.v1.SurveyAnswered;
import io.barometer.proto.event.v1.TicketOpened;
import io.barometer.proto.event.v1.TicketResolved;
import io.barometer.proto.event.v1.TicketUpdated;
import io.barometer.proto.event.v1.TouchpointHeld;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The signals that an event gives. Every signal name that a scorecard can use is written here, and
 * only here. Pure: the same event gives the same observations.
 */
public final class EventSignals {
  private EventSignals() {}

  /**
   * All that ever happened to an account, each event knowing whether it was retracted since.
   *
   * @param recorded its events in the order in which they were recorded
   * @throws IllegalArgumentException when one says nothing this build understands
   */
  public static List<PastEvent> past(List<RecordedEvent> recorded) {
    Map<String, Instant> retracted = new HashMap<>();
    for (RecordedEvent event : recorded) {
      if (event.getEvent().hasEventRetracted()) {
        retracted.putIfAbsent(
            event.getEvent().getEventRetracted().getEventId(), instant(event.getRecordedTime()));
      }
    }
    List<PastEvent> past = new ArrayList<>(recorded.size());
    for (RecordedEvent event : recorded) {
      Instant time = retracted.get(event.getEventId());
      past.add(time == null ? past(event) : past(event).retracted(time));
    }
    return past;
  }

  /**
   * An event with all that scoring reads of it: of a retraction that is its replacement, or
   * nothing.
   *
   * @throws IllegalArgumentException when it says nothing this build understands
   */
  public static PastEvent past(RecordedEvent recorded) {
    Event event = recorded.getEvent();
    if (event.hasEventRetracted() && event.getEventRetracted().hasReplacement()) {
      event = event.getEventRetracted().getReplacement();
    }
    AccountInput input = of(event);
    return new PastEvent(
        recorded.getEventId(),
        instant(recorded.getRecordedTime()),
        instant(event.getOccurredTime()),
        input.observations(),
        input.facts(),
        event.getAttributesMap());
  }

  /**
   * @throws IllegalArgumentException when the event says nothing this build understands; its stream
   *     is then frozen rather than scored without it
   */
  static AccountInput of(Event event) {
    Instant at = instant(event.getOccurredTime());
    return switch (event.getPayloadCase()) {
      case ACCOUNT_REGISTERED ->
          told("account.registered", at, Facts.of(event.getAccountRegistered()));
      case PROFILE_CHANGED ->
          told("profile.changed", at, Facts.of(event.getProfileChanged().getProfile()));
      case ACCOUNT_ARCHIVED -> AccountInput.of(one("account.archived", at, Micros.ONE));
      case ACCOUNT_RESTORED -> AccountInput.of(one("account.restored", at, Micros.ONE));
      case ACTIVITY -> activity(event.getActivity(), at);
      case TICKET_OPENED -> ticketOpened(event.getTicketOpened(), at);
      case TICKET_UPDATED -> ticketUpdated(event.getTicketUpdated(), at);
      case TICKET_RESOLVED -> ticketResolved(event.getTicketResolved(), at);
      case SURVEY_ANSWERED -> survey(event.getSurveyAnswered(), at);
      case INVOICE_PAID -> invoicePaid(event.getInvoicePaid(), at);
      case PAYMENT_FAILED -> {
        var failed = event.getPaymentFailed();
        long amount = Micros.of(failed.getAmount());
        yield AccountInput.of(seen("invoice.failed", at, amount, "", failed.getInvoiceId()));
      }
      case TOUCHPOINT_HELD -> touchpoint(event.getTouchpointHeld(), at);
      case CONTACT_CHANGED -> contact(event.getContactChanged(), at);
      case CHECK_REPORTED -> check(event.getCheckReported(), at);
      case AUDIT_COMPLETED -> {
        var audit = event.getAuditCompleted();
        long passed = Micros.of(audit.getPassed());
        yield AccountInput.of(
            seen("audit", at, passed, "", audit.getFramework()),
            one("audit." + word(audit.getFramework()), at, passed));
      }
      case VULNERABILITY_FOUND -> {
        var found = event.getVulnerabilityFound();
        long severity = found.getSeverityValue() * Micros.ONE;
        yield AccountInput.of(
            seen("vulnerability.found", at, severity, "", found.getVulnerabilityId()));
      }
      case VULNERABILITY_CLOSED -> {
        String id = event.getVulnerabilityClosed().getVulnerabilityId();
        yield AccountInput.of(seen("vulnerability.closed", at, Micros.ONE, "", id));
      }
      case DRIFT_FOUND -> {
        var drift = event.getDriftFound();
        long settings = drift.getSettings() * Micros.ONE;
        yield AccountInput.of(seen("drift", at, settings, "", drift.getPolicyId()));
      }
      case RELEASE_SHIPPED -> {
        var release = event.getReleaseShipped();
        String signal = "release." + word(release.getProduct());
        yield AccountInput.of(seen(signal, at, Micros.ONE, "", release.getVersion()));
      }
      case GOAL_REACHED -> {
        var goal = event.getGoalReached();
        long value = goal.hasValue() ? Micros.of(goal.getValue()) : Micros.ONE;
        yield AccountInput.of(seen("goal", at, value, "", goal.getGoalId()));
      }
      case OUTCOME_RECORDED -> {
        var outcome = event.getOutcomeRecorded();
        String name = enumWord(outcome.getOutcome().name(), "OUTCOME_");
        yield AccountInput.of(one("outcome." + name, at, Micros.of(outcome.getArrChange())));
      }
      case MEASUREMENT -> {
        var measurement = event.getMeasurement();
        long value = Micros.of(measurement.getValue());
        yield AccountInput.of(one("measurement." + measurement.getName(), at, value));
      }
      case SCORE_OVERRIDDEN -> told("score.overridden", at, Facts.of(event.getScoreOverridden()));
      case OVERRIDE_WITHDRAWN ->
          told("override.withdrawn", at, Facts.of(event.getOverrideWithdrawn()));
      case DAY_STARTED, HOUR_STARTED, EVENT_RETRACTED -> AccountInput.NOTHING;
      case PAYLOAD_NOT_SET -> throw new IllegalArgumentException("an event of an unknown type");
    };
  }

  private static AccountInput told(String signal, Instant at, Map<String, String> facts) {
    return new AccountInput(List.of(one(signal, at, Micros.ONE)), facts);
  }

  private static AccountInput activity(Activity activity, Instant at) {
    long quantity = activity.hasQuantity() ? Micros.of(activity.getQuantity()) : Micros.ONE;
    String item =
        activity.getFeature().isEmpty()
            ? activity.getProduct()
            : activity.getProduct() + "/" + activity.getFeature();
    var any = seen("activity", at, quantity, activity.getUserId(), item);
    if (activity.getAction().isEmpty()) {
      return AccountInput.of(any);
    }
    String signal = "activity." + word(activity.getAction());
    return AccountInput.of(any, seen(signal, at, quantity, activity.getUserId(), item));
  }

  private static AccountInput ticketOpened(TicketOpened ticket, Instant at) {
    long priority = ticket.getPriorityValue() * Micros.ONE;
    List<Observation> seen = new ArrayList<>();
    seen.add(seen("ticket.opened", at, priority, ticket.getRequesterId(), ticket.getTicketId()));
    if (ticket.hasSentiment()) {
      seen.add(one("ticket.sentiment", at, Micros.of(ticket.getSentiment())));
    }
    return all(seen);
  }

  private static AccountInput ticketUpdated(TicketUpdated ticket, Instant at) {
    List<Observation> seen = new ArrayList<>();
    long priority = ticket.getPriorityValue() * Micros.ONE;
    seen.add(seen("ticket.updated", at, priority, "", ticket.getTicketId()));
    if (ticket.getEscalated()) {
      seen.add(seen("ticket.escalated", at, Micros.ONE, "", ticket.getTicketId()));
    }
    if (ticket.hasSentiment()) {
      seen.add(one("ticket.sentiment", at, Micros.of(ticket.getSentiment())));
    }
    return all(seen);
  }

  private static AccountInput ticketResolved(TicketResolved ticket, Instant at) {
    List<Observation> seen = new ArrayList<>();
    long hours = ticket.hasHoursToResolve() ? Micros.of(ticket.getHoursToResolve()) : 0;
    seen.add(seen("ticket.resolved", at, hours, "", ticket.getTicketId()));
    if (ticket.hasHoursToResolve()) {
      seen.add(one("ticket.hours_to_resolve", at, hours));
    }
    if (ticket.hasSatisfaction()) {
      seen.add(one("ticket.satisfaction", at, Micros.of(ticket.getSatisfaction())));
    }
    return all(seen);
  }

  private static AccountInput survey(SurveyAnswered survey, Instant at) {
    String signal = "survey." + enumWord(survey.getKind().name(), "SURVEY_KIND_");
    long answer = Micros.of(survey.getAnswer());
    return AccountInput.of(
        seen(signal, at, answer, survey.getRespondentId(), survey.getTouchpointId()));
  }

  private static AccountInput invoicePaid(InvoicePaid invoice, Instant at) {
    long late = invoice.getDaysLate() * Micros.ONE;
    return AccountInput.of(
        seen("invoice.paid", at, Micros.of(invoice.getAmount()), "", invoice.getInvoiceId()),
        one("invoice.days_late", at, late));
  }

  private static AccountInput touchpoint(TouchpointHeld held, Instant at) {
    String signal = "touchpoint." + word(held.getKind());
    List<Observation> seen = new ArrayList<>();
    seen.add(seen("touchpoint", at, Micros.ONE, "", held.getTouchpointId()));
    seen.add(seen(signal, at, Micros.ONE, "", held.getTouchpointId()));
    for (String attendee : held.getAttendeeIdsList()) {
      seen.add(seen("touchpoint.attended", at, Micros.ONE, attendee, held.getTouchpointId()));
    }
    return all(seen);
  }

  private static AccountInput contact(ContactChanged contact, Instant at) {
    String signal = "contact." + enumWord(contact.getRole().name(), "CONTACT_ROLE_");
    long active = Micros.of(contact.getActive());
    return AccountInput.of(seen(signal, at, active, contact.getContactId(), ""));
  }

  private static AccountInput check(CheckReported check, Instant at) {
    String signal = "check." + word(check.getKind());
    List<Observation> seen = new ArrayList<>();
    seen.add(seen(signal, at, Micros.of(check.getOk()), "", check.getTargetId()));
    if (check.hasValue()) {
      seen.add(seen(signal + ".value", at, Micros.of(check.getValue()), "", check.getTargetId()));
    }
    return all(seen);
  }

  private static Instant instant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }

  private static AccountInput all(List<Observation> observations) {
    return AccountInput.of(observations.toArray(Observation[]::new));
  }

  private static Observation one(String signal, Instant at, long micros) {
    return new Observation(signal, at, micros, null, null);
  }

  private static Observation seen(
      String signal, Instant at, long micros, String actor, String item) {
    return new Observation(signal, at, micros, unlessEmpty(actor), unlessEmpty(item));
  }

  private static @Nullable String unlessEmpty(String text) {
    return text.isEmpty() ? null : text;
  }

  /** "SOC 2" → "soc_2": lower case, everything but letters, digits and dots becomes one "_". */
  static String word(String text) {
    var word = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = Character.toLowerCase(text.charAt(i));
      boolean keep = Character.isLetterOrDigit(c) || c == '.' || c == '-';
      if (keep || (!word.isEmpty() && word.charAt(word.length() - 1) != '_')) {
        word.append(keep ? c : '_');
      }
    }
    return word.isEmpty() ? "unnamed" : word.toString();
  }

  private static String enumWord(String name, String prefix) {
    return name.startsWith(prefix) ? word(name.substring(prefix.length())) : word(name);
  }
}
