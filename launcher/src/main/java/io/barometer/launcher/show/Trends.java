package io.barometer.launcher.show;

import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.Direction;
import io.barometer.proto.scoring.v1.Trend;
import java.util.Locale;
import java.util.Optional;

/** Changes of a score, as people read them. */
public final class Trends {
  private Trends() {}

  /** The trend over so many days; empty when the score does not carry it. */
  public static Optional<Trend> over(AccountScore score, int days) {
    return score.getTrendsList().stream().filter(trend -> trend.getDays() == days).findFirst();
  }

  /** For example "-12.3 ↓"; "–" when one of the two scores is missing. */
  public static String text(AccountScore score, int days) {
    return text(over(score, days).orElse(Trend.getDefaultInstance()));
  }

  static String text(Trend trend) {
    return trend.hasChangeTenths()
        ? Points.change(trend.getChangeTenths()) + " " + arrow(trend.getDirection())
        : "–";
  }

  /** Green upwards, red downwards. */
  public static Colour colour(AccountScore score, int days) {
    return over(score, days).map(trend -> colour(trend.getDirection())).orElse(Colour.NONE);
  }

  /** ↑ → ↓, or a blank when the direction is not known. */
  public static String arrow(Direction direction) {
    return switch (direction) {
      case DIRECTION_UP -> "↑";
      case DIRECTION_STABLE -> "→";
      case DIRECTION_DOWN -> "↓";
      case DIRECTION_UNSPECIFIED, UNRECOGNIZED -> " ";
    };
  }

  static String word(Direction direction) {
    return direction.name().substring("DIRECTION_".length()).toLowerCase(Locale.ROOT);
  }

  static Colour colour(Direction direction) {
    return switch (direction) {
      case DIRECTION_UP -> Colour.GREEN;
      case DIRECTION_DOWN -> Colour.RED;
      case DIRECTION_STABLE, DIRECTION_UNSPECIFIED, UNRECOGNIZED -> Colour.NONE;
    };
  }
}
