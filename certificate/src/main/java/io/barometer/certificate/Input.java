package io.barometer.certificate;

import io.barometer.model.score.Contribution;
import io.barometer.model.score.Treatment;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A part of a score: an input of the model with its value, or what else made the score.
 *
 * @param dimension what it belongs to
 * @param metric its name
 * @param value the metric's value; empty when missing
 * @param normalised the value mapped to 0 … 1; empty when missing
 * @param weightPercent its share of the score before missing inputs were left out
 * @param effectiveWeightPercent its share after that
 * @param tenths points given, in tenths; over all parts they add up to the score
 * @param missing what was done with a missing value: "", "excluded", "zero", "neutral" or "unknown"
 */
public record Input(
    String dimension,
    String metric,
    OptionalDouble value,
    OptionalDouble normalised,
    double weightPercent,
    double effectiveWeightPercent,
    int tenths,
    String missing) {

  /** As the service told it. */
  public static Input told(io.barometer.proto.scoring.v1.Contribution part) {
    return new Input(
        part.getDimension(),
        part.getMetric(),
        part.hasValue() ? OptionalDouble.of(part.getValue()) : OptionalDouble.empty(),
        part.hasNormalised() ? OptionalDouble.of(part.getNormalised()) : OptionalDouble.empty(),
        part.getWeightPercent(),
        part.getEffectiveWeightPercent(),
        part.getTenths(),
        part.getMissing());
  }

  static Input computed(Contribution part) {
    return new Input(
        part.dimension(),
        part.metric(),
        part.value(),
        part.normalised(),
        part.weightPercent(),
        part.effectiveWeightPercent(),
        part.tenths(),
        part.treatment() == Treatment.COUNTED
            ? ""
            : part.treatment().name().toLowerCase(Locale.ROOT));
  }

  /** For people. */
  @Override
  public String toString() {
    String read = value.isPresent() ? "value " + value.getAsDouble() : "no value";
    return "input %s: %s, %s points".formatted(metric, read, BigDecimal.valueOf(tenths, 1));
  }
}
