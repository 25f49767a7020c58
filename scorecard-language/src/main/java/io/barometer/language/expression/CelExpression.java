package io.barometer.language.expression;

import io.barometer.model.scorecard.Expression;
import io.barometer.model.scorecard.Readings;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** An expression compiled to readers by place. Equal when the canonical source is. */
public final class CelExpression implements Expression {
  private final String source;
  private final NumberReader reader;
  private final SortedMap<String, Double> ceilings;
  private final Set<String> facts;
  private final Set<String> groups;
  private final boolean mayDivideByZero;
  private final int cost;

  CelExpression(
      String source,
      NumberReader reader,
      Map<String, Double> ceilings,
      Set<String> facts,
      Set<String> groups,
      boolean mayDivideByZero,
      int cost) {
    this.source = source;
    this.reader = reader;
    this.ceilings = Collections.unmodifiableSortedMap(new TreeMap<>(ceilings));
    this.facts = Collections.unmodifiableSortedSet(new TreeSet<>(facts));
    this.groups = Collections.unmodifiableSortedSet(new TreeSet<>(groups));
    this.mayDivideByZero = mayDivideByZero;
    this.cost = cost;
  }

  /** A number that reads nothing. */
  public static CelExpression constant(double value) {
    return new CelExpression("", _ -> value, Map.of(), Set.of(), Set.of(), false, 1);
  }

  @Override
  public String source() {
    return source;
  }

  @Override
  public Set<String> metrics() {
    return ceilings.keySet();
  }

  @Override
  public Set<String> facts() {
    return facts;
  }

  @Override
  public Set<String> groups() {
    return groups;
  }

  @Override
  public boolean mayDivideByZero() {
    return mayDivideByZero;
  }

  @Override
  public double constantFrom(String metric) {
    return ceilings.getOrDefault(metric, Double.NEGATIVE_INFINITY);
  }

  @Override
  public double value(Readings readings) {
    return reader.read(readings);
  }

  /** What it costs, in nodes; see the reference of the language. */
  public int cost() {
    return cost;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CelExpression expression && source.equals(expression.source);
  }

  @Override
  public int hashCode() {
    return source.hashCode();
  }

  @Override
  public String toString() {
    return source;
  }
}
