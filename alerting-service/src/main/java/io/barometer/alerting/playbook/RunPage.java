package io.barometer.alerting.playbook;

import io.barometer.alerting.tenant.NameCheck;
import io.barometer.alerting.tenant.NewestFirst;
import io.barometer.edge.PageTokens;
import io.barometer.edge.Violations;
import io.barometer.proto.alerting.v1.ListRunsRequest;
import io.barometer.proto.alerting.v1.PlaybookRunState;
import io.barometer.proto.error.v1.ErrorReason;
import io.vertx.sqlclient.Tuple;

/** Which runs to list, checked. */
record RunPage(String playbook, String accountId, Integer[] states, NewestFirst rows) {

  static RunPage of(String tenantId, ListRunsRequest request, PageTokens tokens) {
    check(request);
    String query =
        String.join(
            "\n",
            "ListRuns",
            tenantId,
            request.getPlaybook(),
            request.getAccountId(),
            request.getStatesValueList().toString());
    return new RunPage(
        request.getPlaybook(),
        request.getAccountId(),
        request.getStatesValueList().stream().distinct().toArray(Integer[]::new),
        NewestFirst.of(query, request.getPageSize(), request.getPageToken(), tokens));
  }

  /** The tenant and the filter. */
  Tuple filter(String tenantId) {
    return Tuple.tuple().addValue(tenantId).addValue(playbook).addValue(accountId).addValue(states);
  }

  private static void check(ListRunsRequest request) {
    Violations violations = new Violations();
    NameCheck.text("playbook", request.getPlaybook(), 200, violations);
    NameCheck.text("account_id", request.getAccountId(), 200, violations);
    for (int i = 0; i < request.getStatesCount(); i++) {
      PlaybookRunState state = request.getStates(i);
      if (state == PlaybookRunState.UNRECOGNIZED
          || state == PlaybookRunState.PLAYBOOK_RUN_STATE_UNSPECIFIED) {
        violations.add(
            "states[" + i + "]",
            ErrorReason.ERROR_REASON_VALUE_UNKNOWN,
            "use WAITING, TRIGGERED, COMPLETED, SKIPPED, REJECTED, LAPSED or CANCELLED");
      }
    }
    NewestFirst.check(request.getPageSize(), violations);
    violations.throwIfAny();
  }
}
