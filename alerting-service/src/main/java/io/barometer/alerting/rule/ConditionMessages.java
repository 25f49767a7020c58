package io.barometer.alerting.rule;

import io.barometer.language.expression.Compilation;
import io.barometer.language.expression.ExpressionCompiler;
import io.barometer.language.expression.Vocabulary;
import io.barometer.model.alert.Comparison;
import io.barometer.model.alert.Condition;
import io.barometer.model.scorecard.Expression;
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
import java.util.TreeMap;

/** Conditions as messages and as the policy reads them. Messages are valid here. */
final class ConditionMessages {
  static final int OPEN_DAYS = 30;
  static final ExpressionCompiler COMPILER = new ExpressionCompiler(Vocabulary.RULE);

  private ConditionMessages() {}

  static Condition condition(Rule rule) {
    return switch (rule.getConditionCase()) {
      case DROP ->
          new Condition.Drop(
              rule.getDrop().getDays(),
              comparison(rule.getDrop().getComparison()),
              rule.getDrop().getTenths());
      case SUSTAINED ->
          new Condition.Sustained(
              comparison(rule.getSustained().getComparison()),
              rule.getSustained().getTenths(),
              rule.getSustained().getLongerThanDays());
      case STREAK -> new Condition.Streak(rule.getStreak().getFalls());
      case CROSSING ->
          new Condition.Crossing(
              comparison(rule.getCrossing().getComparison()), rule.getCrossing().getTenths());
      case RENEWAL -> renewal(rule.getRenewal());
      case LEVEL ->
          new Condition.Standing(
              comparison(rule.getLevel().getComparison()), rule.getLevel().getTenths());
      case COVERAGE_LOST ->
          new Condition.CoverageLost(
              comparison(rule.getCoverageLost().getComparison()),
              rule.getCoverageLost().getPercent());
      case SILENT_SOURCE ->
          new Condition.Silence(
              rule.getSilentSource().getSignal(), rule.getSilentSource().getLongerThanHours());
      case EVENT -> event(rule.getEvent());
      case EXPRESSION -> formula(rule.getExpression());
      case CONDITION_NOT_SET -> throw new IllegalArgumentException("a rule without a condition");
    };
  }

  private static Condition renewal(Renewal renewal) {
    Condition.Level level =
        renewal.getComparisonValue() == 0
            ? new Condition.Level.Any()
            : new Condition.Level.Bound(comparison(renewal.getComparison()), renewal.getTenths());
    return new Condition.Renewal(renewal.getDaysAhead(), level, renewal.getBand());
  }

  private static Condition event(EventSeen event) {
    return new Condition.Happened(
        event.getType(),
        new TreeMap<>(event.getWhereMap()),
        event.getOpenDays() == 0 ? OPEN_DAYS : event.getOpenDays(),
        new TreeMap<>(event.getUntilMap()));
  }

  private static Condition formula(io.barometer.proto.alerting.v1.Expression expression) {
    return new Condition.Formula(
        compiled(expression.getWhen()),
        expression.getUntil().isEmpty() ? null : compiled(expression.getUntil()));
  }

  private static Expression compiled(String source) {
    return switch (COMPILER.condition(source)) {
      case Compilation.Compiled(var expression) -> expression;
      case Compilation.Refused refused ->
          throw new IllegalStateException("a stored expression cannot be read: " + refused);
    };
  }

  private static Comparison comparison(io.barometer.proto.alerting.v1.Comparison comparison) {
    return Comparison.valueOf(RuleMessages.suffix(comparison.name(), "COMPARISON_"));
  }

  private static io.barometer.proto.alerting.v1.Comparison comparison(Comparison comparison) {
    return io.barometer.proto.alerting.v1.Comparison.valueOf("COMPARISON_" + comparison.name());
  }

  /** Sets the condition of a message. */
  static void write(Condition condition, Rule.Builder rule) {
    switch (condition) {
      case Condition.Drop d ->
          rule.setDrop(
              Drop.newBuilder()
                  .setDays(d.days())
                  .setComparison(comparison(d.comparison()))
                  .setTenths(d.tenths()));
      case Condition.Sustained s ->
          rule.setSustained(
              Sustained.newBuilder()
                  .setComparison(comparison(s.comparison()))
                  .setTenths(s.tenths())
                  .setLongerThanDays(s.longerThanDays()));
      case Condition.Streak s -> rule.setStreak(Streak.newBuilder().setFalls(s.falls()));
      case Condition.Crossing c ->
          rule.setCrossing(
              Crossing.newBuilder()
                  .setComparison(comparison(c.comparison()))
                  .setTenths(c.tenths()));
      case Condition.Renewal r -> rule.setRenewal(message(r));
      case Condition.Standing s ->
          rule.setLevel(
              Level.newBuilder().setComparison(comparison(s.comparison())).setTenths(s.tenths()));
      case Condition.CoverageLost c ->
          rule.setCoverageLost(
              CoverageLost.newBuilder()
                  .setComparison(comparison(c.comparison()))
                  .setPercent(c.percent()));
      case Condition.Silence s ->
          rule.setSilentSource(
              SilentSource.newBuilder().setSignal(s.signal()).setLongerThanHours(s.hours()));
      case Condition.Happened h ->
          rule.setEvent(
              EventSeen.newBuilder()
                  .setType(h.type())
                  .putAllWhere(h.where())
                  .setOpenDays(h.openDays())
                  .putAllUntil(h.until()));
      case Condition.Formula f -> {
        Expression until = f.until();
        rule.setExpression(
            io.barometer.proto.alerting.v1.Expression.newBuilder()
                .setWhen(f.when().source())
                .setUntil(until == null ? "" : until.source()));
      }
    }
  }

  private static Renewal message(Condition.Renewal renewal) {
    Renewal.Builder message =
        Renewal.newBuilder().setDaysAhead(renewal.daysAhead()).setBand(renewal.band());
    if (renewal.level() instanceof Condition.Level.Bound bound) {
      message.setComparison(comparison(bound.comparison())).setTenths(bound.tenths());
    }
    return message.build();
  }
}
