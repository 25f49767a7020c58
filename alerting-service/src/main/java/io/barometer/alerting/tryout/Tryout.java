package io.barometer.alerting.tryout;

import io.barometer.alerting.evaluate.ScoreEntries;
import io.barometer.alerting.rule.RuleMessages;
import io.barometer.edge.ProtoDate;
import io.barometer.model.alert.Aftermath;
import io.barometer.model.alert.AlertInput;
import io.barometer.model.alert.AlertRule;
import io.barometer.model.alert.Condition;
import io.barometer.model.alert.Decision;
import io.barometer.model.alert.PastAlerts;
import io.barometer.model.alert.PastAlerts.Episode;
import io.barometer.proto.alerting.v1.AlertOutcome;
import io.barometer.proto.alerting.v1.Rule;
import io.barometer.proto.alerting.v1.TriedAlert;
import io.barometer.proto.alerting.v1.TryRulesResponse;
import io.barometer.proto.scoring.v1.DailyScores;
import io.barometer.proto.scoring.v1.DailySpan;
import io.barometer.proto.scoring.v1.ScoreLogEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Rules on the past days of accounts: what they tell, and what followed. For one thread. */
final class Tryout {
  private static final Comparator<TriedAlert> OLDEST_FIRST =
      Comparator.<TriedAlert>comparingLong(alert -> ProtoDate.epochDay(alert.getFiredDate()))
          .thenComparing(TriedAlert::getAccountId, Comparator.reverseOrder())
          .thenComparing(TriedAlert::getRule, Comparator.reverseOrder());

  private final int followDays;
  private final int mostAlerts;
  private final Map<String, TriedRuleFigures> figures = new LinkedHashMap<>();
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
      figures.put(rule.getName(), new TriedRuleFigures(rule, followDays));
      byScore
          .computeIfAbsent(RuleMessages.scoreName(rule), score -> new ArrayList<>())
          .add(RuleMessages.policyRule(rule));
    }
  }

  /** Whether a rule is asked about what was told at the time, instead of scores day by day. */
  private static boolean readsTold(AlertRule rule) {
    return switch (rule.condition()) {
      case Condition.Happened _, Condition.Silence _, Condition.Formula _ -> true;
      case Condition.Drop _, Condition.Sustained _, Condition.Streak _, Condition.Crossing _ ->
          false;
      case Condition.Renewal _, Condition.Standing _, Condition.CoverageLost _ -> false;
    };
  }

  /** Whether a rule that watches a score is asked about what was told. */
  boolean readsTold(String scoreName) {
    return rules(scoreName).stream().anyMatch(Tryout::readsTold);
  }

  private List<AlertRule> rules(String scoreName) {
    return byScore.getOrDefault(scoreName, List.of());
  }

  /** The scores that the rules watch. */
  Set<String> scores() {
    return byScore.keySet();
  }

  /** Adds one score of an account, with what was told of it. */
  void add(String scoreName, DailySpan span, DailyScores account, List<ScoreLogEntry> told) {
    accounts.add(account.getAccountId());
    long firstDay = ProtoDate.epochDay(span.getFirstDate());
    long lastDay = ProtoDate.epochDay(span.getLastDate());
    List<Long> churned = account.getChurnedDatesList().stream().map(ProtoDate::epochDay).toList();
    List<Long> renewed = account.getRenewedDatesList().stream().map(ProtoDate::epochDay).toList();
    List<Episode> episodes = episodes(rules(scoreName), firstDay, lastDay, account, told);
    for (AlertRule rule : rules(scoreName)) {
      TriedRuleFigures of = Objects.requireNonNull(figures.get(rule.name()));
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

  private static List<Episode> episodes(
      List<AlertRule> rules,
      long firstDay,
      long lastDay,
      DailyScores account,
      List<ScoreLogEntry> told) {
    Map<Boolean, List<AlertRule>> kinds =
        rules.stream().collect(Collectors.partitioningBy(Tryout::readsTold));
    List<Episode> episodes = new ArrayList<>();
    List<AlertRule> onDays = kinds.getOrDefault(false, List.of());
    episodes.addAll(PastAlerts.of(onDays, TriedDays.of(firstDay, account)));
    List<AlertRule> onTold = kinds.getOrDefault(true, List.of());
    if (!onTold.isEmpty()) {
      List<AlertInput> inputs = told.stream().map(ScoreEntries::input).toList();
      episodes.addAll(PastAlerts.ofTold(onTold, inputs, lastDay));
    }
    return episodes;
  }

  private void name(String accountId, Episode episode, Aftermath aftermath) {
    total++;
    var alert =
        TriedAlert.newBuilder()
            .setRule(episode.rule().name())
            .setAccountId(accountId)
            .setFiredDate(ProtoDate.date(episode.firedDay()))
            .setReason(episode.reason())
            .setOutcome(outcome(aftermath.kind()));
    if (episode.resolvedDay() != Decision.NEVER) {
      alert.setResolvedDate(ProtoDate.date(episode.resolvedDay()));
    }
    if (aftermath.day() != Decision.NEVER) {
      alert.setOutcomeDate(ProtoDate.date(aftermath.day()));
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
      response.addRules(Objects.requireNonNull(figures.get(rule.getName())).message());
    }
    return response;
  }
}
