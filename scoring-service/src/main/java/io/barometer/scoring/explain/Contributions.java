package io.barometer.scoring.explain;

import io.barometer.model.score.Treatment;
import io.barometer.proto.scoring.v1.Contribution;

/** Contributions as messages. */
public final class Contributions {
  private Contributions() {}

  /** A contribution as a message. */
  public static Contribution message(io.barometer.model.score.Contribution part) {
    var message =
        Contribution.newBuilder()
            .setDimension(part.dimension())
            .setMetric(part.metric())
            .setTitle(part.title())
            .setUnit(part.unit())
            .setWeightPercent(part.weightPercent())
            .setEffectiveWeightPercent(part.effectiveWeightPercent())
            .setTenths(part.tenths())
            .setPossibleTenths(part.possibleTenths())
            .setMissing(missing(part.treatment()))
            .setChangeTenths(part.changeTenths())
            .setText(part.text());
    part.value().ifPresent(message::setValue);
    part.normalised().ifPresent(message::setNormalised);
    part.comparedValue().ifPresent(message::setComparedValue);
    return message.build();
  }

  private static String missing(Treatment treatment) {
    return switch (treatment) {
      case COUNTED -> "";
      case EXCLUDED -> "excluded";
      case ZERO -> "zero";
      case NEUTRAL -> "neutral";
      case UNKNOWN -> "unknown";
    };
  }
}
