package io.barometer.launcher.cli;

import com.google.protobuf.Duration;
import io.barometer.language.RuleDraft;
import io.barometer.model.alert.AlertRule;
import io.barometer.model.alert.Condition;
import io.barometer.model.scorecard.Expression;
import io.barometer.proto.alerting.v1.AlertSeverity;
import io.barometer.proto.alerting.v1.Comparison;
import io.barometer.proto.alerting.v1.CoverageLost;
import io.barometer.proto.alerting.v1.Crossing;
import io.barometer.proto.alerting.v1.Drop;
import io.barometer.proto.alerting.v1.EventSeen;
import io.barometer.proto.alerting.v1.Level;
import io.barometer.proto.alerting.v1.Renewal;
import io.barometer.proto.alerting.v1.Rule;
import io.barometer.proto.alerting.v1.SilentSource;
import io.barometer.proto.alerting.v1.Streak;
import io.barometer.proto.alerting.v1.Sustained;

/** Rules of a file as the protocol tells them. */
final class RuleMessages {
  private RuleMessages() {}

  static Rule of(RuleDraft draft) {
    AlertRule rule = draft.rule();
    Rule.Builder message =
        Rule.newBuilder()
            .setName(rule.name())
            .setTitle(rule.title())
            .setSeverity(AlertSeverity.valueOf("ALERT_SEVERITY_" + rule.severity().name()))
            .setOwner(rule.owner())
            .setPlaybook(rule.playbook())
            .addAllReceivers(draft.receivers())
            .setEnabled(draft.enabled())
            .setScoreName(draft.scoreName());
    Integer clear = rule.steadiness().clear();
    if (clear != null) {
      message.setClear(clear);
    }
    if (!rule.steadiness().hold().isZero()) {
      message.setForDuration(duration(rule.steadiness().hold()));
    }
    if (!rule.steadiness().coolDown().isZero()) {
      message.setCoolDown(duration(rule.steadiness().coolDown()));
    }
    condition(rule.condition(), message);
    return message.build();
  }

  private static Duration duration(java.time.Duration duration) {
    return Duration.newBuilder().setSeconds(duration.toSeconds()).build();
  }

  private static Comparison comparison(io.barometer.model.alert.Comparison comparison) {
    return Comparison.valueOf("COMPARISON_" + comparison.name());
  }

  private static void condition(Condition condition, Rule.Builder rule) {
    switch (condition) {
      case Condition.Drop(int days, var comparison, int tenths) ->
          rule.setDrop(
              Drop.newBuilder()
                  .setDays(days)
                  .setComparison(comparison(comparison))
                  .setTenths(tenths));
      case Condition.Sustained(var comparison, int tenths, int days) ->
          rule.setSustained(
              Sustained.newBuilder()
                  .setComparison(comparison(comparison))
                  .setTenths(tenths)
                  .setLongerThanDays(days));
      case Condition.Streak(int falls) -> rule.setStreak(Streak.newBuilder().setFalls(falls));
      case Condition.Crossing(var comparison, int tenths) ->
          rule.setCrossing(
              Crossing.newBuilder().setComparison(comparison(comparison)).setTenths(tenths));
      case Condition.Renewal renewal -> rule.setRenewal(renewal(renewal));
      case Condition.Standing(var comparison, int tenths) ->
          rule.setLevel(Level.newBuilder().setComparison(comparison(comparison)).setTenths(tenths));
      case Condition.CoverageLost(var comparison, int percent) ->
          rule.setCoverageLost(
              CoverageLost.newBuilder().setComparison(comparison(comparison)).setPercent(percent));
      case Condition.Silence(String signal, int hours) ->
          rule.setSilentSource(
              SilentSource.newBuilder().setSignal(signal).setLongerThanHours(hours));
      case Condition.Happened(String type, var where, int openDays, var until) ->
          rule.setEvent(
              EventSeen.newBuilder()
                  .setType(type)
                  .putAllWhere(where)
                  .setOpenDays(openDays)
                  .putAllUntil(until));
      case Condition.Formula formula -> {
        Expression until = formula.until();
        rule.setExpression(
            io.barometer.proto.alerting.v1.Expression.newBuilder()
                .setWhen(formula.when().source())
                .setUntil(until == null ? "" : until.source()));
      }
    }
  }

  private static Renewal.Builder renewal(Condition.Renewal renewal) {
    var message = Renewal.newBuilder().setDaysAhead(renewal.daysAhead()).setBand(renewal.band());
    return switch (renewal.level()) {
      case Condition.Level.Any _ -> message;
      case Condition.Level.Bound(var comparison, int tenths) ->
          message.setComparison(comparison(comparison)).setTenths(tenths);
    };
  }
}
