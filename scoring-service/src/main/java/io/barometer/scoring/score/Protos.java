package io.barometer.scoring.score;

import com.google.type.Date;
import io.barometer.model.score.Direction;
import io.barometer.model.score.Score;
import io.barometer.model.score.Trend;
import io.barometer.proto.scoring.v1.ScoreValue;
import java.time.LocalDate;

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

  /** A day since 1970-01-01 as a date. */
  public static Date date(long day) {
    LocalDate date = LocalDate.ofEpochDay(day);
    return Date.newBuilder()
        .setYear(date.getYear())
        .setMonth(date.getMonthValue())
        .setDay(date.getDayOfMonth())
        .build();
  }

  /**
   * A date as a day since 1970-01-01.
   *
   * @throws java.time.DateTimeException when there is no such day
   */
  public static long day(Date date) {
    return LocalDate.of(date.getYear(), date.getMonth(), date.getDay()).toEpochDay();
  }
}
