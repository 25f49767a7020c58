package io.barometer.model.history;

import static io.barometer.model.history.ByteReader.check;

/**
 * One signal in one month, as it was stored.
 *
 * @param firstDay the first day of the month
 * @param days a bit for each of its days with observations
 * @param count observations
 * @param sumMicros the sum of their values × 10<sup>6</sup>
 * @param bytes where the days begin
 * @param actorIds the account's id of each actor in the month's dictionary
 * @param itemIds likewise of each item
 */
record StoredDays(
    long firstDay,
    long days,
    long count,
    long sumMicros,
    ByteReader bytes,
    int[] actorIds,
    int[] itemIds) {

  int size() {
    return Long.bitCount(days);
  }

  long first() {
    return firstDay + Long.numberOfTrailingZeros(days);
  }

  long last() {
    return firstDay + 63 - Long.numberOfLeadingZeros(days);
  }

  /** The last of its days up to one; {@link Long#MIN_VALUE} when there is none. */
  long lastUpTo(long day) {
    if (day < first()) {
      return Long.MIN_VALUE;
    }
    long upTo = day >= last() ? days : days & (2L << (day - firstDay)) - 1;
    return firstDay + 63 - Long.numberOfLeadingZeros(upTo);
  }

  /**
   * The buckets, ascending; nobody else uses them.
   *
   * @throws IllegalArgumentException when the bytes are not such days
   */
  DayBucket[] buckets() {
    ByteReader in = bytes.copy();
    var decoder = new DayDecoder(in, actorIds, itemIds);
    DayBucket[] buckets = new DayBucket[size()];
    long rest = days;
    long counted = 0;
    long summed = 0;
    for (int n = 0; n < buckets.length; n++) {
      buckets[n] = decoder.read(firstDay + Long.numberOfTrailingZeros(rest));
      counted += buckets[n].count;
      summed += buckets[n].sumMicros;
      rest &= rest - 1;
    }
    in.end();
    check(counted == count && summed == sumMicros, "the days are not those of the totals");
    return buckets;
  }
}
