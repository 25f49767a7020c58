package io.barometer.model.history;

import java.util.function.IntConsumer;

/** A set of ids as bits: one bit per name that the account has ever used. */
final class IdSet {
  private final long[] words;

  IdSet(int names) {
    words = new long[(names + 63) >>> 6];
  }

  void addAll(Tally tally) {
    for (int i = 0; i < tally.size(); i++) {
      int id = tally.id(i);
      words[id >>> 6] |= 1L << id;
    }
  }

  /** The ids, ascending. */
  void forEach(IntConsumer action) {
    for (int i = 0; i < words.length; i++) {
      for (long rest = words[i]; rest != 0; rest &= rest - 1) {
        action.accept(i * 64 + Long.numberOfTrailingZeros(rest));
      }
    }
  }
}
