package io.barometer.model.history;

/**
 * What need not be written of a day because the rest tells it: most days have one observation, or
 * several of the same value, in whole units and at whole seconds. Each bit follows from the day
 * alone, so equal days have equal bytes.
 */
final class DayShape {
  /** There is one observation. */
  static final int ONE = 1;

  /** All observations have the same value. */
  static final int LEVEL = 2;

  /** The least, the largest and the last value and the sum are whole. */
  static final int WHOLE = 4;

  /** The last observation was made at a whole second. */
  static final int SECOND = 8;

  /** All observations were made in the hour of the last one. */
  static final int HOUR = 16;

  static final int ACTORS = 32;
  static final int ITEMS = 64;
  static final int ALL = 127;

  static final long NANOS_OF_SECOND = 1_000_000_000L;
  static final long MICROS_OF_UNIT = 1_000_000;
  private static final long NANOS_OF_HOUR = 3_600 * NANOS_OF_SECOND;

  private DayShape() {}

  static int of(DayBucket day) {
    return (day.count == 1 ? ONE : 0)
        | (day.minMicros == day.maxMicros ? LEVEL : 0)
        | (isWhole(day) ? WHOLE : 0)
        | (day.lastNano % NANOS_OF_SECOND == 0 ? SECOND : 0)
        | (day.hours == hour(day.lastNano) ? HOUR : 0)
        | (day.actors.size() > 0 ? ACTORS : 0)
        | (day.items.size() > 0 ? ITEMS : 0);
  }

  private static boolean isWhole(DayBucket day) {
    return day.minMicros % MICROS_OF_UNIT == 0
        && day.maxMicros % MICROS_OF_UNIT == 0
        && day.lastMicros % MICROS_OF_UNIT == 0
        && day.sumMicros % MICROS_OF_UNIT == 0;
  }

  /** The bit of the hour in which a nanosecond of the day lies. */
  static int hour(long nano) {
    return 1 << (int) (nano / NANOS_OF_HOUR);
  }
}
