package io.barometer.model.history;

import java.util.Arrays;

/**
 * Writes one signal on one day: its {@link DayShape}, then what the shape does not tell. Values are
 * the least one and distances from it; actors and items are steps from place to place in the
 * dictionaries, with a bit that says whether a count beyond 1 follows.
 */
final class DayEncoder {
  private final ByteWriter out = new ByteWriter();
  private final int[] actorPlaces;
  private final int[] itemPlaces;

  /** With the place of each of the account's ids in the dictionaries. */
  DayEncoder(int[] actorPlaces, int[] itemPlaces) {
    this.actorPlaces = actorPlaces;
    this.itemPlaces = itemPlaces;
  }

  void write(DayBucket day) {
    int shape = DayShape.of(day);
    out.unsigned(shape);
    if ((shape & DayShape.ONE) == 0) {
      out.unsigned(day.count);
    }
    values(day, shape);
    boolean second = (shape & DayShape.SECOND) != 0;
    out.unsigned(second ? day.lastNano / DayShape.NANOS_OF_SECOND : day.lastNano);
    if ((shape & DayShape.HOUR) == 0) {
      out.unsigned(day.hours);
    }
    if ((shape & DayShape.ACTORS) != 0) {
      tally(day.actors, actorPlaces);
    }
    if ((shape & DayShape.ITEMS) != 0) {
      tally(day.items, itemPlaces);
    }
  }

  byte[] toBytes() {
    return out.toBytes();
  }

  private void values(DayBucket day, int shape) {
    long unit = (shape & DayShape.WHOLE) != 0 ? DayShape.MICROS_OF_UNIT : 1;
    long least = day.minMicros / unit;
    out.signed(least);
    if ((shape & DayShape.LEVEL) == 0) {
      out.unsigned(day.maxMicros / unit - least);
      out.unsigned(day.lastMicros / unit - least);
      out.signed(day.sumMicros / unit);
    }
  }

  private void tally(Tally tally, int[] places) {
    long[] placed = new long[tally.size()];
    for (int i = 0; i < placed.length; i++) {
      placed[i] = ((long) places[tally.id(i)] << 32) | tally.count(i);
    }
    Arrays.sort(placed);
    out.unsigned(placed.length);
    long before = -1;
    for (long entry : placed) {
      long place = entry >>> 32;
      long count = entry & 0xFFFF_FFFFL;
      out.unsigned((place - before - 1) << 1 | (count == 1 ? 0 : 1));
      if (count != 1) {
        out.unsigned(count - 2);
      }
      before = place;
    }
  }
}
