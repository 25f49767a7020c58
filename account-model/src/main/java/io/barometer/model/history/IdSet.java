package io.barometer.model.history;

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

  int size() {
    int size = 0;
    for (long word : words) {
      size += Long.bitCount(word);
    }
    return size;
  }
}
