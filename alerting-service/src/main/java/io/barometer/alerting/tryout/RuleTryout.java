package io.barometer.alerting.tryout;

import io.barometer.alerting.rule.Rules;
import io.barometer.alerting.stream.DailyScoresReader;
import io.barometer.edge.Caller;
import io.barometer.edge.Violations;
import io.barometer.proto.alerting.v1.Rule;
import io.barometer.proto.alerting.v1.TryRulesRequest;
import io.barometer.proto.alerting.v1.TryRulesResponse;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.scoring.v1.DailySpan;
import io.barometer.proto.scoring.v1.ReadDailyScoresRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Asks rules about past days. */
@ApplicationScoped
public class RuleTryout {
  private static final int DEFAULT_FOLLOW = 180;
  private static final int MOST_FOLLOW = 730;
  private static final int DEFAULT_ALERTS = 100;
  private static final int MOST_ALERTS = 1_000;

  private final Rules rules;
  private final DailyScoresReader days;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  RuleTryout(Rules rules, DailyScoresReader days) {
    this.rules = rules;
    this.days = days;
  }

  /** Answers the call. */
  public Uni<TryRulesResponse> tryRules(TryRulesRequest request) {
    String tenantId = Caller.current().tenantId();
    var violations = new Violations();
    range("follow_days", request.getFollowDays(), MOST_FOLLOW, violations);
    range("most_alerts", request.getMostAlerts(), MOST_ALERTS, violations);
    rules.check(request.getRulesList(), violations);
    violations.throwIfAny();
    Uni<List<Rule>> asked =
        request.getRulesCount() > 0
            ? Uni.createFrom().item(request.getRulesList())
            : rules
                .list()
                .map(all -> all.getRulesList().stream().filter(Rule::getEnabled).toList());
    return asked.emitOn(threads).map(all -> tried(tenantId, request, all));
  }

  private static void range(String path, int value, int most, Violations violations) {
    if (value < 0 || value > most) {
      violations.add(
          path, ErrorReason.ERROR_REASON_RANGE, "use 0 to " + most, "max", Integer.toString(most));
    }
  }

  private TryRulesResponse tried(String tenantId, TryRulesRequest request, List<Rule> all) {
    int follow = request.getFollowDays() == 0 ? DEFAULT_FOLLOW : request.getFollowDays();
    int most = request.getMostAlerts() == 0 ? DEFAULT_ALERTS : request.getMostAlerts();
    var tryout = new Tryout(all, follow, most);
    DailySpan span = DailySpan.getDefaultInstance();
    for (String score : tryout.scores()) {
      var wanted =
          ReadDailyScoresRequest.newBuilder()
              .setTenantId(tenantId)
              .setScoreName(score)
              .setWithTold(tryout.readsTold(score));
      if (request.hasFirstDate()) {
        wanted.setFirstDate(request.getFirstDate());
      }
      if (request.hasLastDate()) {
        wanted.setLastDate(request.getLastDate());
      }
      span = days.read(wanted.build(), (of, account, told) -> tryout.add(score, of, account, told));
    }
    var response = tryout.message();
    if (span.hasFirstDate()) {
      response.setFirstDate(span.getFirstDate()).setLastDate(span.getLastDate());
    }
    return response.build();
  }

  @PreDestroy
  void close() {
    threads.shutdown();
  }
}
