package io.barometer.alerting;

import io.barometer.alerting.compare.AlertComparison;
import io.barometer.alerting.incident.Alerts;
import io.barometer.alerting.playbook.Triggers;
import io.barometer.alerting.rule.Rules;
import io.barometer.alerting.setup.Receivers;
import io.barometer.alerting.tryout.RuleTryout;
import io.barometer.edge.ReadableRequests;
import io.barometer.proto.alerting.v1.AcknowledgeAlertRequest;
import io.barometer.proto.alerting.v1.AcknowledgeAlertResponse;
import io.barometer.proto.alerting.v1.CompareAlertsRequest;
import io.barometer.proto.alerting.v1.CompareAlertsResponse;
import io.barometer.proto.alerting.v1.DeleteReceiverRequest;
import io.barometer.proto.alerting.v1.DeleteReceiverResponse;
import io.barometer.proto.alerting.v1.DeleteRuleRequest;
import io.barometer.proto.alerting.v1.DeleteRuleResponse;
import io.barometer.proto.alerting.v1.GetAlertRequest;
import io.barometer.proto.alerting.v1.GetAlertResponse;
import io.barometer.proto.alerting.v1.ListAlertsRequest;
import io.barometer.proto.alerting.v1.ListAlertsResponse;
import io.barometer.proto.alerting.v1.ListReceiversRequest;
import io.barometer.proto.alerting.v1.ListReceiversResponse;
import io.barometer.proto.alerting.v1.ListRulesRequest;
import io.barometer.proto.alerting.v1.ListRulesResponse;
import io.barometer.proto.alerting.v1.MutinyAlertingServiceGrpc.AlertingServiceImplBase;
import io.barometer.proto.alerting.v1.PutReceiverRequest;
import io.barometer.proto.alerting.v1.PutReceiverResponse;
import io.barometer.proto.alerting.v1.PutRuleRequest;
import io.barometer.proto.alerting.v1.PutRuleResponse;
import io.barometer.proto.alerting.v1.TryRulesRequest;
import io.barometer.proto.alerting.v1.TryRulesResponse;
import io.barometer.proto.alerting.v1.ValidateRulesRequest;
import io.barometer.proto.alerting.v1.ValidateRulesResponse;
import io.barometer.proto.alerting.v1.WatchTriggersRequest;
import io.barometer.proto.alerting.v1.WatchTriggersResponse;
import io.grpc.ServerServiceDefinition;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** The service's gRPC border: each call goes to the package that owns it. */
@GrpcService
class AlertingEndpoint extends AlertingServiceImplBase {

  private final Rules rules;
  private final Receivers receivers;
  private final Alerts alerts;
  private final Triggers triggers;
  private final AlertComparison comparison;
  private final RuleTryout tryout;

  AlertingEndpoint(
      Rules rules,
      Receivers receivers,
      Alerts alerts,
      Triggers triggers,
      AlertComparison comparison,
      RuleTryout tryout) {
    this.tryout = tryout;
    this.rules = rules;
    this.receivers = receivers;
    this.alerts = alerts;
    this.triggers = triggers;
    this.comparison = comparison;
  }

  /** Bytes that are no request are refused with a reason. */
  @Override
  public ServerServiceDefinition bindService() {
    return ReadableRequests.of(super.bindService());
  }

  @Override
  public Uni<PutRuleResponse> putRule(PutRuleRequest request) {
    return rules.put(request);
  }

  @Override
  public Uni<ValidateRulesResponse> validateRules(ValidateRulesRequest request) {
    return rules.validate(request);
  }

  @Override
  public Uni<TryRulesResponse> tryRules(TryRulesRequest request) {
    return tryout.tryRules(request);
  }

  @Override
  public Uni<ListRulesResponse> listRules(ListRulesRequest request) {
    return rules.list();
  }

  @Override
  public Uni<DeleteRuleResponse> deleteRule(DeleteRuleRequest request) {
    return rules.delete(request);
  }

  @Override
  public Uni<PutReceiverResponse> putReceiver(PutReceiverRequest request) {
    return receivers.put(request);
  }

  @Override
  public Uni<ListReceiversResponse> listReceivers(ListReceiversRequest request) {
    return receivers.list();
  }

  @Override
  public Uni<DeleteReceiverResponse> deleteReceiver(DeleteReceiverRequest request) {
    return receivers.delete(request);
  }

  @Override
  public Uni<ListAlertsResponse> listAlerts(ListAlertsRequest request) {
    return alerts.list(request);
  }

  @Override
  public Uni<GetAlertResponse> getAlert(GetAlertRequest request) {
    return alerts.get(request);
  }

  @Override
  public Uni<AcknowledgeAlertResponse> acknowledgeAlert(AcknowledgeAlertRequest request) {
    return alerts.acknowledge(request);
  }

  @Override
  public Uni<CompareAlertsResponse> compareAlerts(CompareAlertsRequest request) {
    return comparison.compare(request);
  }

  @Override
  public Multi<WatchTriggersResponse> watchTriggers(Multi<WatchTriggersRequest> requests) {
    return triggers.watch(requests);
  }
}
