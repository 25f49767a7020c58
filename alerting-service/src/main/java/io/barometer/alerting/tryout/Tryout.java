package io.barometer.alerting.tryout;

import io.barometer.alerting.rule.RuleMessages;
import io.barometer.model.alert.Aftermath;
import io.barometer.model.alert.AlertRule;
import io.barometer.model.alert.Decision;
import io.barometer.model.alert.PastAlerts;
import io.barometer.model.alert.PastAlerts.Episode;
import io.barometer.proto.alerting.v1.AlertOutcome;
import io.barometer.proto.alerting.v1.Rule;
import io.barometer.proto.alerting.v1.TriedAlert;
import io.barometer.proto.alerting.v1.TriedRule;
import io.barometer.proto.alerting.v1.TryRulesResponse;
import io.barometer.proto.scoring.v1.DailyScores;
import io.barometer.proto.scoring.v1.DailySpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;

/** Rules on the past days of accounts: what they tell, and what followed. For one thread. */
final class Tryout {
  private static final Comparator<TriedAlert> OLDEST_FIRST =
      Comparator.<TriedAlert>comparingLong(alert -> TriedDays.day(alert.getFiredDate()))
          .thenComparing(TriedAlert::getAccountId, Comparator.reverseOrder())
          .thenComparing(TriedAlert::getRule, Comparator.reverseOrder());

  private final int followDays;
  private final int mostAlerts;
  private final Map<String, TriedRuleFigures> figures = new LinkedHashMap<>();
  private final Map<String, TriedRule> notTried = new LinkedHashMap<>();
  private final Map<String, List<AlertRule>> byScore = new LinkedHashMap<>();
  private final List<Rule> all;
  private final PriorityQueue<TriedAlert> newest = new PriorityQueue<>(OLDEST_FIRST);
  private final Set<String> accounts = new TreeSet<>();
  private int total;

  Tryout(List<Rule> rules, int followDays, int mostAlerts) {
    this.all = rules;
    this.followDays = followDays;
    this.mostAlerts = mostAlerts;
    for (Rule rule : rules) {
      String obstacle = obstacle(rule);
      if (obstacle.isEmpty()) {
        figures.put(rule.getName(), new TriedRuleFigures(rule, followDays));
        byScore
            .computeIfAbsent(RuleMessages.scoreName(rule), score -> new ArrayList<>())
            .add(RuleMessages.policyRule(rule));
      } else {
        notTried.put(
            rule.getName(), TriedRule.newBuilder().setRule(rule).setNotTried(obstacle).build());
      }
    }
  }

  /** Why a rule cannot be tried on what is kept of past days; empty when it can. */
  private static String obstacle(Rule rule) {
    return switch (rule.getConditionCase()) {
      case EVENT -> "single events are not kept day by day";
      case SILENT_SOURCE -> "when a source was heard is not kept hour by hour";
      case EXPRESSION -> "metrics are not kept day by day";
      case DROP, SUSTAINED, STREAK, CROSSING, RENEWAL, LEVEL, COVERAGE_LOST -> "";
      case CONDITION_NOT_SET -> "it has no condition";
    };
  }

  /** The scores that the rules watch. */
  Set<String> scores() {
    return byScore.keySet();
  }

  /** Adds one score of an account. */
  void add(String scoreName, DailySpan span, DailyScores account) {
    accounts.add(account.getAccountId());
    long firstDay = TriedDays.day(span.getFirstDate());
    long lastDay = TriedDays.day(span.getLastDate());
    List<Long> churned = account.getChurnedDatesList().stream().map(TriedDays::day).toList();
    List<Long> renewed = account.getRenewedDatesList().stream().map(TriedDays::day).toList();
    List<AlertRule> rules = byScore.getOrDefault(scoreName, List.of());
    List<Episode> episodes = PastAlerts.of(rules, TriedDays.of(firstDay, account));
    for (AlertRule rule : rules) {
      TriedRuleFigures of = figures.get(rule.name());
      if (of != null) {
        List<Episode> own =
            episodes.stream().filter(one -> one.rule().name().equals(rule.name())).toList();
        of.span(firstDay, lastDay);
        of.account(own, churned.stream().filter(day -> day <= lastDay).toList());
        for (Episode episode : own) {
          Aftermath aftermath = Aftermath.of(episode, churned, renewed, followDays);
          of.alert(firstDay, episode, aftermath);
          name(account.getAccountId(), episode, aftermath);
        }
      }
    }
  }

  private void name(String accountId, Episode episode, Aftermath aftermath) {
    total++;
    var alert =
        TriedAlert.newBuilder()
            .setRule(episode.rule().name())
            .setAccountId(accountId)
            .setFiredDate(TriedDays.date(episode.firedDay()))
            .setReason(episode.reason())
            .setOutcome(outcome(aftermath.kind()));
    if (episode.resolvedDay() != Decision.NEVER) {
      alert.setResolvedDate(TriedDays.date(episode.resolvedDay()));
    }
    if (aftermath.day() != Decision.NEVER) {
      alert.setOutcomeDate(TriedDays.date(aftermath.day()));
    }
    newest.add(alert.build());
    if (newest.size() > mostAlerts) {
      newest.remove();
    }
  }

  private static AlertOutcome outcome(Aftermath.Kind kind) {
    return switch (kind) {
      case CHURNED -> AlertOutcome.ALERT_OUTCOME_CHURNED;
      case RENEWED -> AlertOutcome.ALERT_OUTCOME_RENEWED;
      case RECOVERED -> AlertOutcome.ALERT_OUTCOME_RECOVERED;
      case OPEN -> AlertOutcome.ALERT_OUTCOME_UNSPECIFIED;
    };
  }

  /** What was found. */
  TryRulesResponse.Builder message() {
    List<TriedAlert> named = new ArrayList<>(newest);
    named.sort(OLDEST_FIRST.reversed());
    var response =
        TryRulesResponse.newBuilder()
            .addAllAlerts(named)
            .setTotalAlerts(total)
            .setAccounts(accounts.size())
            .setFollowDays(followDays);
    for (Rule rule : all) {
      TriedRuleFigures tried = figures.get(rule.getName());
      response.addRules(
          tried == null
              ? notTried.getOrDefault(rule.getName(), TriedRule.getDefaultInstance())
              : tried.message());
    }
    return response;
  }
}
