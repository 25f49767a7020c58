package io.barometer.alerting.incident;

import io.barometer.alerting.tenant.NameCheck;
import io.barometer.alerting.tenant.NewestFirst;
import io.barometer.edge.PageTokens;
import io.barometer.edge.Violations;
import io.barometer.proto.alerting.v1.IncidentState;
import io.barometer.proto.alerting.v1.ListIncidentsRequest;
import io.barometer.proto.error.v1.ErrorReason;
import io.vertx.sqlclient.Tuple;

/** Which incidents to list, checked. */
record IncidentPage(ListIncidentsRequest request, NewestFirst rows) {

  /** A condition on {@code i} with the parameters of {@link #filter}. */
  static final String MATCHING =
      """
      i.tenant_id = $1 and (cardinality($2::int[]) = 0 or i.state = any($2))
        and ($3 = '' or exists (select from alerting.alert a
          where a.incident_id = i.incident_id and a.account_id = $3))
        and ($4 = '' or i.cause = $4) and ($5 = '' or i.assignee = $5)""";

  static IncidentPage of(String tenantId, ListIncidentsRequest request, PageTokens tokens) {
    check(request);
    String query =
        String.join(
            "\n",
            "ListIncidents",
            tenantId,
            request.getStatesValueList().toString(),
            request.getAccountId(),
            request.getCause(),
            request.getAssignee());
    return new IncidentPage(
        request, NewestFirst.of(query, request.getPageSize(), request.getPageToken(), tokens));
  }

  /** The parameters of {@link #MATCHING}. */
  Tuple filter(String tenantId) {
    return Tuple.tuple()
        .addValue(tenantId)
        .addValue(request.getStatesValueList().stream().distinct().toArray(Integer[]::new))
        .addValue(request.getAccountId())
        .addValue(request.getCause())
        .addValue(request.getAssignee());
  }

  private static void check(ListIncidentsRequest request) {
    Violations violations = new Violations();
    for (int i = 0; i < request.getStatesCount(); i++) {
      IncidentState state = request.getStates(i);
      if (state == IncidentState.UNRECOGNIZED
          || state == IncidentState.INCIDENT_STATE_UNSPECIFIED) {
        violations.add(
            "states[" + i + "]",
            ErrorReason.ERROR_REASON_VALUE_UNKNOWN,
            "use FIRING, ACKNOWLEDGED, SNOOZED or RESOLVED");
      }
    }
    NameCheck.text("account_id", request.getAccountId(), 200, violations);
    NameCheck.text("cause", request.getCause(), 500, violations);
    NameCheck.text("assignee", request.getAssignee(), 200, violations);
    NewestFirst.check(request.getPageSize(), violations);
    violations.throwIfAny();
  }
}
