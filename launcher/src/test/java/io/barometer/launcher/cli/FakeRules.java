package io.barometer.launcher.cli;

import com.google.type.Date;
import io.barometer.proto.alerting.v1.AlertOutcome;
import io.barometer.proto.alerting.v1.AlertSeverity;
import io.barometer.proto.alerting.v1.AlertingServiceGrpc.AlertingServiceImplBase;
import io.barometer.proto.alerting.v1.Comparison;
import io.barometer.proto.alerting.v1.Crossing;
import io.barometer.proto.alerting.v1.DeleteRuleRequest;
import io.barometer.proto.alerting.v1.DeleteRuleResponse;
import io.barometer.proto.alerting.v1.EventSeen;
import io.barometer.proto.alerting.v1.ListRulesRequest;
import io.barometer.proto.alerting.v1.ListRulesResponse;
import io.barometer.proto.alerting.v1.PutRuleRequest;
import io.barometer.proto.alerting.v1.PutRuleResponse;
import io.barometer.proto.alerting.v1.Rule;
import io.barometer.proto.alerting.v1.RuleMatches;
import io.barometer.proto.alerting.v1.TriedAlert;
import io.barometer.proto.alerting.v1.TriedRule;
import io.barometer.proto.alerting.v1.TryRulesRequest;
import io.barometer.proto.alerting.v1.TryRulesResponse;
import io.barometer.proto.alerting.v1.ValidateRulesRequest;
import io.barometer.proto.alerting.v1.ValidateRulesResponse;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;

/** Two rules of a platform with three accounts, over a real connection. */
final class FakeRules extends AlertingServiceImplBase implements AutoCloseable {
  private final FakeServer server = new FakeServer(this);
  final List<PutRuleRequest> puts = new ArrayList<>();
  volatile TryRulesRequest asked = TryRulesRequest.getDefaultInstance();
  volatile String deleted = "";

  String address() {
    return server.address();
  }

  private static List<Rule> rules() {
    return List.of(
        Rule.newBuilder()
            .setName("at-risk")
            .setTitle("Score fell below 50")
            .setSeverity(AlertSeverity.ALERT_SEVERITY_CRITICAL)
            .setOwner("kim@example.com")
            .addReceivers("cs-slack")
            .setEnabled(true)
            .setClear(555)
            .setCrossing(
                Crossing.newBuilder().setComparison(Comparison.COMPARISON_LESS).setTenths(500))
            .build(),
        Rule.newBuilder()
            .setName("champion-left")
            .setTitle("The champion left: look!")
            .setSeverity(AlertSeverity.ALERT_SEVERITY_WARNING)
            .setEvent(
                EventSeen.newBuilder()
                    .setType("contact_changed")
                    .putWhere("role", "champion")
                    .putWhere("active", "false"))
            .build());
  }

  @Override
  public void listRules(ListRulesRequest request, StreamObserver<ListRulesResponse> answer) {
    one(answer, ListRulesResponse.newBuilder().addAllRules(rules()).build());
  }

  @Override
  public void validateRules(
      ValidateRulesRequest request, StreamObserver<ValidateRulesResponse> answer) {
    var response = ValidateRulesResponse.newBuilder();
    for (Rule rule : request.getRulesList()) {
      boolean all = rule.getName().equals("everything");
      response.addRules(
          RuleMatches.newBuilder()
              .setRule(rule.getName())
              .setMatches(all ? 3 : 1)
              .setAccounts(3)
              .addAccountIds("initech"));
    }
    one(answer, response.build());
  }

  @Override
  public void putRule(PutRuleRequest request, StreamObserver<PutRuleResponse> answer) {
    puts.add(request);
    one(answer, PutRuleResponse.newBuilder().setRule(request.getRule()).setMatches(1).build());
  }

  @Override
  public void deleteRule(DeleteRuleRequest request, StreamObserver<DeleteRuleResponse> answer) {
    deleted = request.getName();
    one(answer, DeleteRuleResponse.getDefaultInstance());
  }

  @Override
  public void tryRules(TryRulesRequest request, StreamObserver<TryRulesResponse> answer) {
    asked = request;
    one(
        answer,
        TryRulesResponse.newBuilder()
            .setFirstDate(date(1))
            .setLastDate(date(28))
            .setAccounts(3)
            .setFollowDays(180)
            .addRules(
                TriedRule.newBuilder()
                    .setRule(rules().getFirst())
                    .setFired(3)
                    .setAccounts(2)
                    .addAllFiredByWeek(List.of(0, 2, 0, 1))
                    .setChurned(1)
                    .setRecovered(2)
                    .setMedianLeadDays(41)
                    .setAllChurned(2)
                    .setChurnedWarned(1))
            .addRules(
                TriedRule.newBuilder()
                    .setRule(rules().getLast())
                    .addAllFiredByWeek(List.of(0, 0, 0, 0)))
            .addAlerts(
                TriedAlert.newBuilder()
                    .setRule("at-risk")
                    .setAccountId("initech")
                    .setFiredDate(date(22))
                    .setReason("Fell below 50: 52.0 → 48.9.")
                    .setOutcome(AlertOutcome.ALERT_OUTCOME_CHURNED)
                    .setOutcomeDate(date(28)))
            .setTotalAlerts(3)
            .build());
  }

  private static Date date(int day) {
    return Date.newBuilder().setYear(2026).setMonth(2).setDay(day).build();
  }

  private static <T> void one(StreamObserver<T> answer, T message) {
    answer.onNext(message);
    answer.onCompleted();
  }

  @Override
  public void close() {
    server.close();
  }
}
