package io.barometer.scoring.score;

import io.barometer.model.score.Direction;
import io.barometer.model.score.Score;
import io.barometer.model.score.Trend;
import io.barometer.proto.scoring.v1.ScoreValue;

/** The model's values as they stand in messages. */
public final class Protos {
  private Protos() {}

  public static ScoreValue value(Score score) {
    var value =
        ScoreValue.newBuilder().setBand(score.band()).setCoveragePercent(score.coveragePercent());
    score.tenths().ifPresent(value::setTenths);
    return value.build();
  }

  /** A trend as a message. */
  public static io.barometer.proto.scoring.v1.Trend trend(Trend trend) {
    var message =
        io.barometer.proto.scoring.v1.Trend.newBuilder()
            .setDays(trend.days())
            .setDirection(direction(trend.direction()));
    trend.changeTenths().ifPresent(message::setChangeTenths);
    return message.build();
  }

  private static io.barometer.proto.scoring.v1.Direction direction(Direction direction) {
    return switch (direction) {
      case UNKNOWN -> io.barometer.proto.scoring.v1.Direction.DIRECTION_UNSPECIFIED;
      case UP -> io.barometer.proto.scoring.v1.Direction.DIRECTION_UP;
      case STABLE -> io.barometer.proto.scoring.v1.Direction.DIRECTION_STABLE;
      case DOWN -> io.barometer.proto.scoring.v1.Direction.DIRECTION_DOWN;
    };
  }
}
