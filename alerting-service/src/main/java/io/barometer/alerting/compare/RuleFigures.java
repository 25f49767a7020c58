package io.barometer.alerting.compare;

import io.barometer.edge.ProtoDate;
import io.barometer.model.alert.AlertRule;
import io.barometer.model.alert.Decision;
import io.barometer.model.alert.PastAlerts;
import io.barometer.model.alert.PastAlerts.Episode;
import io.barometer.proto.alerting.v1.AlertSeverity;
import io.barometer.proto.alerting.v1.CompareAlertsResponse;
import io.barometer.proto.alerting.v1.ComparedAlert;
import io.barometer.proto.alerting.v1.Rule;
import io.barometer.proto.alerting.v1.RuleComparison;
import io.barometer.proto.scoring.v1.ReplayLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds up what rules say of accounts under both models. For one thread. */
final class RuleFigures {
  private static final Comparator<ComparedAlert> OLDEST_FIRST =
      Comparator.<ComparedAlert>comparingLong(alert -> ProtoDate.epochDay(alert.getFiredDate()))
          .thenComparing(ComparedAlert::getAccountId, Comparator.reverseOrder())
          .thenComparing(ComparedAlert::getRule, Comparator.reverseOrder());

  private final List<AlertRule> rules;
  private final int mostAlerts;
  private final SortedMap<String, RuleComparison.Builder> figures = new TreeMap<>();
  private final PriorityQueue<ComparedAlert> newest = new PriorityQueue<>(OLDEST_FIRST);
  private int total;
  private int accounts;

  RuleFigures(List<Rule> watching, List<AlertRule> rules, int mostAlerts) {
    this.rules = rules;
    this.mostAlerts = mostAlerts;
    for (Rule rule : watching) {
      figures.put(
          rule.getName(),
          RuleComparison.newBuilder()
              .setRule(rule.getName())
              .setTitle(rule.getTitle())
              .setSeverity(rule.getSeverity()));
    }
  }

  /** Adds an account. */
  void add(long firstDay, ReplayLine line) {
    List<Episode> before = PastAlerts.of(rules, Lines.baseline(firstDay, line));
    List<Episode> after = PastAlerts.of(rules, Lines.candidate(firstDay, line));
    accounts++;
    before.forEach(one -> of(one).setBaseline(of(one).getBaseline() + 1));
    after.forEach(one -> of(one).setCandidate(of(one).getCandidate() + 1));
    for (Episode gone : PastAlerts.without(before, after)) {
      of(gone).setGone(of(gone).getGone() + 1);
      name(line.getAccountId(), gone, false);
    }
    for (Episode come : PastAlerts.without(after, before)) {
      of(come).setCome(of(come).getCome() + 1);
      name(line.getAccountId(), come, true);
    }
  }

  private RuleComparison.Builder of(Episode episode) {
    return figures.computeIfAbsent(episode.rule().name(), name -> RuleComparison.newBuilder());
  }

  private void name(String accountId, Episode episode, boolean come) {
    total++;
    AlertSeverity severity = of(episode).getSeverity();
    var alert =
        ComparedAlert.newBuilder()
            .setRule(episode.rule().name())
            .setSeverity(severity)
            .setAccountId(accountId)
            .setCome(come)
            .setFiredDate(ProtoDate.date(episode.firedDay()))
            .setReason(episode.reason());
    if (episode.resolvedDay() != Decision.NEVER) {
      alert.setResolvedDate(ProtoDate.date(episode.resolvedDay()));
    }
    newest.add(alert.build());
    if (newest.size() > mostAlerts) {
      newest.remove();
    }
  }

  /** What was found. */
  CompareAlertsResponse.Builder message() {
    List<ComparedAlert> named = new ArrayList<>(newest);
    named.sort(OLDEST_FIRST.reversed());
    var response =
        CompareAlertsResponse.newBuilder()
            .addAllAlerts(named)
            .setTotalAlerts(total)
            .setAccounts(accounts);
    figures.values().forEach(response::addRules);
    return response;
  }
}
