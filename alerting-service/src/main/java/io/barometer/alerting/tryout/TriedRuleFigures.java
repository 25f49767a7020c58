package io.barometer.alerting.tryout;

import io.barometer.model.alert.Aftermath;
import io.barometer.model.alert.PastAlerts.Episode;
import io.barometer.proto.alerting.v1.Rule;
import io.barometer.proto.alerting.v1.TriedRule;
import java.util.ArrayList;
import java.util.List;

/** Adds up what one rule says of accounts, and what followed. For one thread. */
final class TriedRuleFigures {
  private static final int DAYS_PER_WEEK = 7;

  private final TriedRule.Builder figures = TriedRule.newBuilder();
  private final List<Integer> weeks = new ArrayList<>();
  private final List<Long> leads = new ArrayList<>();
  private final int followDays;

  TriedRuleFigures(Rule rule, int followDays) {
    this.figures.setRule(rule);
    this.followDays = followDays;
  }

  /**
   * Adds an account.
   *
   * @param episodes the rule's alerts
   * @param churned the days among those that are tried on which the customer left
   */
  void account(List<Episode> episodes, List<Long> churned) {
    if (!episodes.isEmpty()) {
      figures.setAccounts(figures.getAccounts() + 1);
    }
    for (long day : churned) {
      figures.setAllChurned(figures.getAllChurned() + 1);
      if (Aftermath.warned(episodes, day, followDays)) {
        figures.setChurnedWarned(figures.getChurnedWarned() + 1);
      }
    }
  }

  /** Adds one of its alerts. */
  void alert(long firstDay, Episode episode, Aftermath aftermath) {
    figures.setFired(figures.getFired() + 1);
    int week = (int) (episode.firedDay() - firstDay) / DAYS_PER_WEEK;
    weeks.set(week, weeks.get(week) + 1);
    switch (aftermath.kind()) {
      case CHURNED -> {
        figures.setChurned(figures.getChurned() + 1);
        leads.add(aftermath.day() - episode.firedDay());
      }
      case RENEWED -> figures.setRenewed(figures.getRenewed() + 1);
      case RECOVERED -> figures.setRecovered(figures.getRecovered() + 1);
      case OPEN -> figures.setOpen(figures.getOpen() + 1);
    }
  }

  /** Makes room for the weeks of a span. */
  void span(long firstDay, long lastDay) {
    int count = (int) (lastDay - firstDay) / DAYS_PER_WEEK + 1;
    while (weeks.size() < count) {
      weeks.add(0);
    }
  }

  /** What was found. */
  TriedRule message() {
    figures.clearFiredByWeek().addAllFiredByWeek(weeks);
    if (!leads.isEmpty()) {
      List<Long> sorted = leads.stream().sorted().toList();
      int middle = sorted.size() / 2;
      long median =
          sorted.size() % 2 == 1
              ? sorted.get(middle)
              : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
      figures.setMedianLeadDays((int) median);
    }
    return figures.build();
  }
}
