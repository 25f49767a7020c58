package io.barometer.model.history;

import static io.barometer.model.history.ByteReader.check;

/** Reads one signal on one day, as {@link DayEncoder} wrote it. */
final class DayDecoder {
  private static final int HOURS = (1 << 24) - 1;
  private static final int SECONDS = 86_400;
  private static final long NANOS = SECONDS * DayShape.NANOS_OF_SECOND;

  private final ByteReader in;
  private final int[] actorIds;
  private final int[] itemIds;

  /** With the account's id of each name in the dictionaries. */
  DayDecoder(ByteReader in, int[] actorIds, int[] itemIds) {
    this.in = in;
    this.actorIds = actorIds;
    this.itemIds = itemIds;
  }

  DayBucket read(long day) {
    DayBucket bucket = new DayBucket(day);
    int shape = in.upTo(DayShape.ALL);
    bucket.count = (shape & DayShape.ONE) != 0 ? 1 : in.unsigned();
    check(bucket.count > 0, "a day has no observations");
    values(bucket, shape);
    bucket.lastNano = nano(in, (shape & DayShape.SECOND) != 0);
    bucket.hours = (shape & DayShape.HOUR) != 0 ? DayShape.hour(bucket.lastNano) : in.upTo(HOURS);
    if ((shape & DayShape.ACTORS) != 0) {
      bucket.actors = tally(actorIds);
    }
    if ((shape & DayShape.ITEMS) != 0) {
      bucket.items = tally(itemIds);
    }
    return bucket;
  }

  private void values(DayBucket bucket, int shape) {
    long unit = (shape & DayShape.WHOLE) != 0 ? DayShape.MICROS_OF_UNIT : 1;
    long least = in.signed();
    bucket.minMicros = Math.multiplyExact(least, unit);
    if ((shape & DayShape.LEVEL) != 0) {
      bucket.maxMicros = bucket.minMicros;
      bucket.lastMicros = bucket.minMicros;
      bucket.sumMicros = Math.multiplyExact(bucket.minMicros, bucket.count);
    } else {
      bucket.maxMicros = Math.multiplyExact(least + in.unsigned(), unit);
      bucket.lastMicros = Math.multiplyExact(least + in.unsigned(), unit);
      bucket.sumMicros = Math.multiplyExact(in.signed(), unit);
    }
  }

  /** A moment inside a day. */
  static long nano(ByteReader in, boolean wholeSecond) {
    long nano = wholeSecond ? in.upTo(SECONDS - 1) * DayShape.NANOS_OF_SECOND : in.unsigned();
    check(nano >= 0 && nano < NANOS, "a time of day is out of range");
    return nano;
  }

  private Tally tally(int[] idsByPlace) {
    int[] pairs = new int[2 * in.size()];
    int place = -1;
    for (int i = 0; i < pairs.length; i += 2) {
      int next = in.upTo(2 * idsByPlace.length);
      place += (next >>> 1) + 1;
      check(place < idsByPlace.length, "a name is not in the dictionary");
      pairs[i] = idsByPlace[place];
      pairs[i + 1] = (next & 1) == 0 ? 1 : in.upTo(Integer.MAX_VALUE - 2) + 2;
    }
    return Tally.of(pairs);
  }
}
