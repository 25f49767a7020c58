package io.barometer.language.expression;

import io.barometer.model.scorecard.ObservationFilter;
import io.barometer.model.scorecard.Readings;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A condition on one observation. Equal when the canonical source is. */
public final class CelFilter implements ObservationFilter {
  private static final double MICROS = 1e6;

  private final CelExpression expression;

  /** Takes an expression that was compiled for {@link Vocabulary#OBSERVATION}. */
  public CelFilter(CelExpression expression) {
    this.expression = expression;
  }

  @Override
  public String source() {
    return expression.source();
  }

  @Override
  public boolean readsItemOnly() {
    return expression.metrics().isEmpty() && expression.facts().equals(Set.of(Words.ITEM));
  }

  @Override
  public boolean accepts(
      @Nullable String item, @Nullable String actor, long micros, Map<String, String> attributes) {
    return expression.holds(new Observed(item, actor, micros, attributes));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CelFilter filter && expression.equals(filter.expression);
  }

  @Override
  public int hashCode() {
    return expression.hashCode();
  }

  @Override
  public String toString() {
    return expression.toString();
  }

  private record Observed(
      @Nullable String item, @Nullable String actor, long micros, Map<String, String> attributes)
      implements Readings {
    @Override
    public double metric(int place) {
      return micros / MICROS;
    }

    @Override
    public @Nullable String fact(String name) {
      return switch (name) {
        case Words.ITEM -> item == null ? "" : item;
        case Words.ACTOR -> actor == null ? "" : actor;
        default -> attributes.get(name.substring(Words.ATTRIBUTES.length() + 1));
      };
    }

    @Override
    public double group(String name) {
      return Double.NaN;
    }

    @Override
    public double score() {
      return Double.NaN;
    }

    @Override
    public void dividedByZero() {}
  }
}
