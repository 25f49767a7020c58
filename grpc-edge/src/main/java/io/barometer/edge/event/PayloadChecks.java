package io.barometer.edge.event;

import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.event.v1.Activity;
import io.barometer.proto.event.v1.CheckReported;
import io.barometer.proto.event.v1.ContactChanged;
import io.barometer.proto.event.v1.ContactRole;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.event.v1.InvoicePaid;
import io.barometer.proto.event.v1.Measurement;
import io.barometer.proto.event.v1.Outcome;
import io.barometer.proto.event.v1.OutcomeRecorded;
import io.barometer.proto.event.v1.PaymentFailed;
import io.barometer.proto.event.v1.Severity;
import io.barometer.proto.event.v1.SurveyAnswered;
import io.barometer.proto.event.v1.SurveyKind;
import io.barometer.proto.event.v1.TicketOpened;
import io.barometer.proto.event.v1.TicketPriority;
import io.barometer.proto.event.v1.TicketResolved;
import io.barometer.proto.event.v1.TicketUpdated;
import io.barometer.proto.event.v1.TouchpointHeld;

/** What each kind of event must look like. */
final class PayloadChecks {

  private static final int MAX_REFERENCE = 255;
  private static final int MAX_ATTENDEES = 1_000;
  private static final double MAX_NUMBER = 1e9;
  private static final double MAX_DAYS = 36_500;

  private final FieldChecks fields;
  private final ValueChecks values;
  private final OverrideChecks overrides;

  PayloadChecks(FieldChecks fields) {
    this.fields = fields;
    this.values = new ValueChecks(fields);
    this.overrides = new OverrideChecks(fields, values);
  }

  void check(Event event) {
    switch (event.getPayloadCase()) {
      case ACTIVITY -> activity(event.getActivity());
      case ACCOUNT_REGISTERED -> {
        values.name("account_registered.name", event.getAccountRegistered().getName());
        values.profile(
            "account_registered.profile",
            event.getAccountRegistered().getProfile(),
            event.getAccountId());
      }
      case PROFILE_CHANGED ->
          values.profile(
              "profile_changed.profile",
              event.getProfileChanged().getProfile(),
              event.getAccountId());
      case ACCOUNT_ARCHIVED ->
          values.name("account_archived.reason", event.getAccountArchived().getReason());
      case ACCOUNT_RESTORED ->
          values.name("account_restored.reason", event.getAccountRestored().getReason());
      case TICKET_OPENED -> opened(event.getTicketOpened());
      case TICKET_UPDATED -> updated(event.getTicketUpdated());
      case TICKET_RESOLVED -> resolved(event.getTicketResolved());
      case SURVEY_ANSWERED -> survey(event.getSurveyAnswered());
      case INVOICE_PAID -> paid(event.getInvoicePaid());
      case PAYMENT_FAILED -> failed(event.getPaymentFailed());
      case TOUCHPOINT_HELD -> touchpoint(event.getTouchpointHeld());
      case CONTACT_CHANGED -> contact(event.getContactChanged());
      case CHECK_REPORTED -> reported(event.getCheckReported());
      case AUDIT_COMPLETED ->
          reference("audit_completed.framework", event.getAuditCompleted().getFramework());
      case VULNERABILITY_FOUND -> {
        var found = event.getVulnerabilityFound();
        reference("vulnerability_found.vulnerability_id", found.getVulnerabilityId());
        fields.told(
            "vulnerability_found.severity",
            found.getSeverityValue(),
            found.getSeverity() != Severity.UNRECOGNIZED);
      }
      case VULNERABILITY_CLOSED ->
          reference(
              "vulnerability_closed.vulnerability_id",
              event.getVulnerabilityClosed().getVulnerabilityId());
      case DRIFT_FOUND -> {
        reference("drift_found.policy_id", event.getDriftFound().getPolicyId());
        fields.number("drift_found.settings", event.getDriftFound().getSettings(), 0, MAX_NUMBER);
      }
      case RELEASE_SHIPPED -> {
        reference("release_shipped.product", event.getReleaseShipped().getProduct());
        reference("release_shipped.version", event.getReleaseShipped().getVersion());
      }
      case GOAL_REACHED -> {
        reference("goal_reached.goal_id", event.getGoalReached().getGoalId());
        if (event.getGoalReached().hasValue()) {
          signed("goal_reached.value", event.getGoalReached().getValue());
        }
      }
      case OUTCOME_RECORDED -> outcome(event.getOutcomeRecorded());
      case MEASUREMENT -> measurement(event.getMeasurement());
      case SCORE_OVERRIDDEN -> overrides.check(event.getScoreOverridden());
      case OVERRIDE_WITHDRAWN -> overrides.check(event.getOverrideWithdrawn());
      case EVENT_RETRACTED -> {}
      case DAY_STARTED, HOUR_STARTED ->
          fields.add(
              event.hasDayStarted() ? "day_started" : "hour_started",
              ErrorReason.ERROR_REASON_TYPE_UNKNOWN,
              "is written by the platform itself");
      case PAYLOAD_NOT_SET -> missing(event);
    }
  }

  private void missing(Event event) {
    int number = EventTypes.unknownPayload(event);
    if (number == 0) {
      fields.add("payload", ErrorReason.ERROR_REASON_REQUIRED, "must say what happened");
    } else {
      fields.add(
          "payload",
          ErrorReason.ERROR_REASON_TYPE_UNKNOWN,
          "field " + number + " is no type that this server knows",
          "nearest",
          EventTypes.nearest(number));
    }
  }

  private void activity(Activity activity) {
    reference("activity.action", activity.getAction());
    optional("activity.user_id", activity.getUserId());
    optional("activity.product", activity.getProduct());
    optional("activity.feature", activity.getFeature());
    if (activity.hasQuantity()) {
      fields.number("activity.quantity", activity.getQuantity(), 0, MAX_NUMBER);
    }
  }

  private void opened(TicketOpened ticket) {
    reference("ticket_opened.ticket_id", ticket.getTicketId());
    fields.known("ticket_opened.priority", ticket.getPriority() != TicketPriority.UNRECOGNIZED);
    optional("ticket_opened.requester_id", ticket.getRequesterId());
    if (ticket.hasSentiment()) {
      fields.number("ticket_opened.sentiment", ticket.getSentiment(), -1, 1);
    }
  }

  private void updated(TicketUpdated ticket) {
    reference("ticket_updated.ticket_id", ticket.getTicketId());
    fields.known("ticket_updated.priority", ticket.getPriority() != TicketPriority.UNRECOGNIZED);
    if (ticket.hasSentiment()) {
      fields.number("ticket_updated.sentiment", ticket.getSentiment(), -1, 1);
    }
  }

  private void resolved(TicketResolved ticket) {
    reference("ticket_resolved.ticket_id", ticket.getTicketId());
    if (ticket.hasHoursToResolve()) {
      fields.number("ticket_resolved.hours_to_resolve", ticket.getHoursToResolve(), 0, MAX_NUMBER);
    }
    if (ticket.hasSatisfaction()) {
      fields.number("ticket_resolved.satisfaction", ticket.getSatisfaction(), 0, 100);
    }
  }

  private void survey(SurveyAnswered survey) {
    var kind = survey.getKind();
    fields.told("survey_answered.kind", survey.getKindValue(), kind != SurveyKind.UNRECOGNIZED);
    optional("survey_answered.respondent_id", survey.getRespondentId());
    optional("survey_answered.touchpoint_id", survey.getTouchpointId());
    double answer = survey.getAnswer();
    switch (kind) {
      case SURVEY_KIND_NPS -> fields.number("survey_answered.answer", answer, 0, 10);
      case SURVEY_KIND_CSAT, SURVEY_KIND_CSM_RATING ->
          fields.number("survey_answered.answer", answer, 1, 5);
      case SURVEY_KIND_CES -> fields.number("survey_answered.answer", answer, 1, 7);
      case SURVEY_KIND_UNSPECIFIED, UNRECOGNIZED -> signed("survey_answered.answer", answer);
    }
  }

  private void paid(InvoicePaid invoice) {
    reference("invoice_paid.invoice_id", invoice.getInvoiceId());
    if (invoice.hasAmount()) {
      values.amount("invoice_paid.amount", invoice.getAmount(), false);
    }
    fields.number("invoice_paid.days_late", invoice.getDaysLate(), 0, MAX_DAYS);
  }

  private void failed(PaymentFailed payment) {
    reference("payment_failed.invoice_id", payment.getInvoiceId());
    if (payment.hasAmount()) {
      values.amount("payment_failed.amount", payment.getAmount(), false);
    }
    values.name("payment_failed.reason", payment.getReason());
  }

  private void touchpoint(TouchpointHeld touchpoint) {
    reference("touchpoint_held.touchpoint_id", touchpoint.getTouchpointId());
    reference("touchpoint_held.kind", touchpoint.getKind());
    fields.number(
        "touchpoint_held.attendee_ids", touchpoint.getAttendeeIdsCount(), 0, MAX_ATTENDEES);
    for (int i = 0; i < Math.min(touchpoint.getAttendeeIdsCount(), MAX_ATTENDEES); i++) {
      reference("touchpoint_held.attendee_ids[" + i + "]", touchpoint.getAttendeeIds(i));
    }
  }

  private void contact(ContactChanged contact) {
    reference("contact_changed.contact_id", contact.getContactId());
    fields.told(
        "contact_changed.role",
        contact.getRoleValue(),
        contact.getRole() != ContactRole.UNRECOGNIZED);
  }

  private void reported(CheckReported check) {
    reference("check_reported.kind", check.getKind());
    optional("check_reported.target_id", check.getTargetId());
    if (check.hasValue()) {
      signed("check_reported.value", check.getValue());
    }
  }

  private void outcome(OutcomeRecorded recorded) {
    fields.told(
        "outcome_recorded.outcome",
        recorded.getOutcomeValue(),
        recorded.getOutcome() != Outcome.UNRECOGNIZED);
    if (recorded.hasArrChange()) {
      values.amount("outcome_recorded.arr_change", recorded.getArrChange(), true);
    }
  }

  private void measurement(Measurement measurement) {
    String name = measurement.getName();
    reference("measurement.name", name);
    boolean wellFormed = name.chars().allMatch(PayloadChecks::inMeasurementName);
    if (!wellFormed || name.length() > 100) {
      fields.add(
          "measurement.name",
          ErrorReason.ERROR_REASON_KEY_FORMAT,
          "must be 1 to 100 lower-case letters, digits, \"_\" and \".\"");
    }
    signed("measurement.value", measurement.getValue());
  }

  private static boolean inMeasurementName(int c) {
    return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '.';
  }

  private void signed(String field, double value) {
    fields.number(field, value, -MAX_NUMBER, MAX_NUMBER);
  }

  private void reference(String field, String value) {
    fields.key(field, value, MAX_REFERENCE);
  }

  private void optional(String field, String value) {
    fields.optionalKey(field, value, MAX_REFERENCE);
  }
}
