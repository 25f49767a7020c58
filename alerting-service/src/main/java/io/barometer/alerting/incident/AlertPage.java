package io.barometer.alerting.incident;

import io.barometer.alerting.tenant.NameCheck;
import io.barometer.alerting.tenant.NewestFirst;
import io.barometer.alerting.tenant.TimeCheck;
import io.barometer.edge.PageTokens;
import io.barometer.edge.ProtoTime;
import io.barometer.edge.Violations;
import io.barometer.proto.alerting.v1.AlertState;
import io.barometer.proto.alerting.v1.ListAlertsRequest;
import io.barometer.proto.error.v1.ErrorReason;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;

/** Which alerts to list, checked. */
record AlertPage(String accountId, Integer[] states, OffsetDateTime from, NewestFirst rows) {

  static AlertPage of(String tenantId, ListAlertsRequest request, PageTokens tokens) {
    check(request);
    String query =
        String.join(
            "\n",
            "ListAlerts",
            tenantId,
            request.getAccountId(),
            request.getStatesValueList().toString(),
            request.getFromTime().toString());
    return new AlertPage(
        request.getAccountId(),
        request.getStatesValueList().stream().distinct().toArray(Integer[]::new),
        ProtoTime.utc(request.getFromTime()),
        NewestFirst.of(query, request.getPageSize(), request.getPageToken(), tokens));
  }

  /** The tenant and the filter. */
  Tuple filter(String tenantId) {
    return Tuple.tuple().addValue(tenantId).addValue(accountId).addValue(states).addValue(from);
  }

  private static void check(ListAlertsRequest request) {
    Violations violations = new Violations();
    NameCheck.text("account_id", request.getAccountId(), 200, violations);
    for (int i = 0; i < request.getStatesCount(); i++) {
      AlertState state = request.getStates(i);
      if (state == AlertState.UNRECOGNIZED || state == AlertState.ALERT_STATE_UNSPECIFIED) {
        violations.add(
            "states[" + i + "]",
            ErrorReason.ERROR_REASON_VALUE_UNKNOWN,
            "use FIRING, ACKNOWLEDGED or RESOLVED");
      }
    }
    TimeCheck.check("from_time", request.getFromTime(), violations);
    NewestFirst.check(request.getPageSize(), violations);
    violations.throwIfAny();
  }
}
