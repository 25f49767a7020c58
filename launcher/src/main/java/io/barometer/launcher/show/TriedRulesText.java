package io.barometer.launcher.show;

import io.barometer.launcher.show.Table.Align;
import io.barometer.model.name.SafeText;
import io.barometer.proto.alerting.v1.AlertOutcome;
import io.barometer.proto.alerting.v1.TriedAlert;
import io.barometer.proto.alerting.v1.TriedRule;
import io.barometer.proto.alerting.v1.TryRulesResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What rules would have told on past days, for people. */
public final class TriedRulesText {
  private static final int WEEK = 7;
  private static final int WIDEST = 60;

  private TriedRulesText() {}

  /** A line per rule with its fires a week, then a line per alert. */
  public static List<String> lines(Terminal terminal, TryRulesResponse tried) {
    List<String> lines = new ArrayList<>();
    lines.add(heading(tried));
    lines.addAll(rules(tried).lines(terminal));
    lines.addAll(charts(tried));
    if (tried.getAlertsCount() > 0) {
      lines.add("");
      lines.addAll(alerts(tried).lines(terminal));
    }
    int more = tried.getTotalAlerts() - tried.getAlertsCount();
    if (more > 0) {
      lines.add("%d more; name them with --limit.".formatted(more));
    }
    return lines;
  }

  private static String heading(TryRulesResponse tried) {
    String days =
        tried.hasFirstDate()
            ? "from %s to %s"
                .formatted(Days.day(tried.getFirstDate()), Days.day(tried.getLastDate()))
            : "on no day";
    return "Rules %s, %d accounts; what followed within %d days"
        .formatted(days, tried.getAccounts(), tried.getFollowDays());
  }

  private static Table rules(TryRulesResponse tried) {
    Table table =
        new Table()
            .column("Rule", Align.FLEXIBLE)
            .column("Fired", Align.RIGHT)
            .column("Accounts", Align.RIGHT)
            .column("A week", Align.RIGHT)
            .column("Churned", Align.RIGHT)
            .column("Renewed", Align.RIGHT)
            .column("Recovered", Align.RIGHT)
            .column("Open", Align.RIGHT)
            .column("Lead", Align.RIGHT)
            .column("Warned of", Align.RIGHT);
    for (TriedRule rule : tried.getRulesList()) {
      table.row().cell(rule.getRule().getName());
      figures(table, rule);
    }
    return table;
  }

  private static void figures(Table table, TriedRule rule) {
    table
        .cell(String.valueOf(rule.getFired()))
        .cell(String.valueOf(rule.getAccounts()))
        .cell(aWeek(rule))
        .cell(String.valueOf(rule.getChurned()), rule.getChurned() > 0 ? Colour.RED : Colour.NONE)
        .cell(String.valueOf(rule.getRenewed()))
        .cell(String.valueOf(rule.getRecovered()))
        .cell(String.valueOf(rule.getOpen()))
        .cell(rule.hasMedianLeadDays() ? rule.getMedianLeadDays() + " d" : "–")
        .cell(
            rule.getAllChurned() == 0 ? "–" : rule.getChurnedWarned() + "/" + rule.getAllChurned());
  }

  /** Alerts a week with one decimal. */
  static String aWeek(TriedRule rule) {
    int weeks = rule.getFiredByWeekCount();
    return weeks == 0 ? "–" : String.format(Locale.ROOT, "%.1f", (double) rule.getFired() / weeks);
  }

  private static List<String> charts(TryRulesResponse tried) {
    List<TriedRule> fired =
        tried.getRulesList().stream().filter(rule -> rule.getFired() > 0).toList();
    if (fired.isEmpty()) {
      return List.of();
    }
    int longest =
        fired.stream().mapToInt(rule -> rule.getRule().getName().length()).max().orElse(0);
    int together = Math.ceilDiv(fired.getFirst().getFiredByWeekCount(), WIDEST);
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        together == 1
            ? "Fires a week, from the first day on"
            : "Fires in %d days, from the first day on".formatted(together * WEEK));
    for (TriedRule rule : fired) {
      List<Integer> bars = summed(rule.getFiredByWeekList(), together);
      int most = bars.stream().mapToInt(Integer::intValue).max().orElse(0);
      StringBuilder line = new StringBuilder(SafeText.line(rule.getRule().getName()));
      line.append(" ".repeat(longest - rule.getRule().getName().length() + 2));
      bars.forEach(bar -> line.append(Sparks.of(bar, most)));
      lines.add(line.toString().stripTrailing() + "  at most " + most);
    }
    return lines;
  }

  private static List<Integer> summed(List<Integer> weeks, int together) {
    List<Integer> sums = new ArrayList<>();
    for (int i = 0; i < weeks.size(); i++) {
      if (i % together == 0) {
        sums.add(0);
      }
      sums.set(sums.size() - 1, sums.getLast() + weeks.get(i));
    }
    return sums;
  }

  private static Table alerts(TryRulesResponse tried) {
    Table table =
        new Table()
            .column("Fires", Align.LEFT)
            .column("Resolved", Align.LEFT)
            .column("Account", Align.LEFT)
            .column("Rule", Align.FLEXIBLE)
            .column("What followed", Align.LEFT);
    for (TriedAlert alert : tried.getAlertsList()) {
      table
          .row()
          .cell(Days.day(alert.getFiredDate()).toString())
          .cell(alert.hasResolvedDate() ? Days.day(alert.getResolvedDate()).toString() : "open")
          .cell(alert.getAccountId())
          .cell(alert.getRule())
          .cell(
              followed(alert),
              alert.getOutcome() == AlertOutcome.ALERT_OUTCOME_CHURNED ? Colour.RED : Colour.NONE)
          .below(alert.getReason());
    }
    return table;
  }

  private static String followed(TriedAlert alert) {
    return alert.hasOutcomeDate()
        ? outcome(alert) + " " + Days.day(alert.getOutcomeDate())
        : outcome(alert);
  }

  static String outcome(TriedAlert alert) {
    return alert.getOutcomeValue() == 0
        ? "nothing yet"
        : AlertText.word(alert.getOutcome().name(), "ALERT_OUTCOME_");
  }
}
