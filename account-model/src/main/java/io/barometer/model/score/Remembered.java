package io.barometer.model.score;

import io.barometer.model.measure.Columns;
import io.barometer.model.measure.Moves;
import io.barometer.model.measure.Reading;
import io.barometer.model.scorecard.Expression;
import io.barometer.model.scorecard.Readings;
import java.util.Set;

/**
 * A condition over many days: its answer is remembered until a metric or a fact that it reads
 * moves; the days that are asked for ascend. One that was told the score or a group on its way is
 * asked again on the next day.
 */
final class Remembered implements Expression {
  private final Expression expression;
  private final Moves moves = new Moves();
  private int length;

  /** The day up to which the value holds, itself left out. */
  private int until;

  private double value;

  Remembered(Expression expression) {
    this.expression = expression;
  }

  /** Forgets the account before. */
  void open(Columns columns) {
    moves.clear();
    for (String metric : expression.metrics()) {
      moves.metric(columns.metric(metric), expression.constantFrom(metric));
    }
    expression.facts().forEach(fact -> moves.fact(columns.fact(fact)));
    length = columns.length();
    until = 0;
  }

  @Override
  public double value(Readings readings) {
    Reading reading = (Reading) readings;
    int now = reading.place();
    if (now >= until) {
      long told = reading.told();
      value = expression.value(reading);
      until = reading.told() == told ? moves.next(now, length) : now + 1;
    }
    return value;
  }

  @Override
  public String source() {
    return expression.source();
  }

  @Override
  public Set<String> metrics() {
    return expression.metrics();
  }

  @Override
  public Set<String> facts() {
    return expression.facts();
  }

  @Override
  public Set<String> groups() {
    return expression.groups();
  }

  @Override
  public boolean mayDivideByZero() {
    return expression.mayDivideByZero();
  }

  @Override
  public double constantFrom(String metric) {
    return expression.constantFrom(metric);
  }
}
