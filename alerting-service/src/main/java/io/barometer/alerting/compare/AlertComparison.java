package io.barometer.alerting.compare;

import io.barometer.alerting.rule.RuleMessages;
import io.barometer.alerting.rule.Rules;
import io.barometer.edge.Caller;
import io.barometer.edge.ProtoDate;
import io.barometer.edge.Violations;
import io.barometer.proto.alerting.v1.CompareAlertsRequest;
import io.barometer.proto.alerting.v1.CompareAlertsResponse;
import io.barometer.proto.alerting.v1.ListRulesResponse;
import io.barometer.proto.alerting.v1.Rule;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.scoring.v1.Replay;
import io.barometer.proto.scoring.v1.ReplayLine;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Asks the tenant's rules about the days of a replay, under both of its models. */
@ApplicationScoped
public class AlertComparison {
  private static final int DEFAULT_ALERTS = 100;
  private static final int MOST_ALERTS = 1_000;

  private final Rules rules;
  private final Replays replays;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  AlertComparison(Rules rules, Replays replays) {
    this.rules = rules;
    this.replays = replays;
  }

  /** Answers the call. */
  public Uni<CompareAlertsResponse> compare(CompareAlertsRequest request) {
    String tenantId = Caller.current().tenantId();
    check(request);
    return rules
        .list()
        .map(ListRulesResponse::getRulesList)
        .emitOn(threads)
        .map(all -> compared(tenantId, request, all));
  }

  private static void check(CompareAlertsRequest request) {
    var violations = new Violations();
    if (request.getReplayId().isEmpty()) {
      violations.add("replay_id", ErrorReason.ERROR_REASON_REQUIRED, "must name a replay");
    }
    if (request.getMostAlerts() < 0 || request.getMostAlerts() > MOST_ALERTS) {
      violations.add(
          "most_alerts",
          ErrorReason.ERROR_REASON_RANGE,
          "must be from 0 to " + MOST_ALERTS,
          "max",
          "" + MOST_ALERTS);
    }
    violations.throwIfAny();
  }

  private CompareAlertsResponse compared(
      String tenantId, CompareAlertsRequest request, List<Rule> all) {
    var figures = new Figures(request, all);
    Replay replay = replays.read(tenantId, request.getReplayId(), figures::add);
    return figures
        .of(replay)
        .message()
        .setFirstDate(replay.getFirstDate())
        .setLastDate(replay.getLastDate())
        .build();
  }

  /** Figures of the rules that watch the replay's score, which is known when it is read. */
  private static final class Figures {
    private final CompareAlertsRequest request;
    private final List<Rule> all;
    private @Nullable RuleFigures figures;

    Figures(CompareAlertsRequest request, List<Rule> all) {
      this.request = request;
      this.all = all;
    }

    void add(Replay replay, ReplayLine line) {
      of(replay).add(ProtoDate.epochDay(replay.getFirstDate()), line);
    }

    RuleFigures of(Replay replay) {
      RuleFigures known = figures;
      if (known == null) {
        List<Rule> watching =
            all.stream()
                .filter(Rule::getEnabled)
                .filter(rule -> RuleMessages.scoreName(rule).equals(replay.getScoreName()))
                .toList();
        int most = request.getMostAlerts() == 0 ? DEFAULT_ALERTS : request.getMostAlerts();
        known =
            new RuleFigures(
                watching, watching.stream().map(RuleMessages::policyRule).toList(), most);
        figures = known;
      }
      return known;
    }
  }

  @PreDestroy
  void close() {
    threads.shutdown();
  }
}
