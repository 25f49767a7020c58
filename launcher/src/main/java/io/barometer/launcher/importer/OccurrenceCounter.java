package io.barometer.launcher.importer;

/**
 * Counts how often a content was seen, by a 64-bit hash of it, in an open table of 12 bytes a slot:
 * a million rows need about 24 MB. Two different contents share a hash with a probability of 3 in
 * 100 million for a million rows; then their keys still differ, because the key holds the whole
 * hash.
 */
final class OccurrenceCounter {
  private long[] hashes = new long[1 << 12];
  private int[] counts = new int[1 << 12];
  private int used;

  /** One more; the number of this occurrence, beginning with 1. */
  int next(long hash) {
    if (used * 2 > hashes.length) {
      grow();
    }
    int slot = slot(hashes, counts, hash);
    if (counts[slot] == 0) {
      used++;
      hashes[slot] = hash;
    }
    return ++counts[slot];
  }

  private void grow() {
    long[] oldHashes = hashes;
    int[] oldCounts = counts;
    hashes = new long[oldHashes.length * 2];
    counts = new int[oldHashes.length * 2];
    for (int i = 0; i < oldHashes.length; i++) {
      if (oldCounts[i] > 0) {
        int slot = slot(hashes, counts, oldHashes[i]);
        hashes[slot] = oldHashes[i];
        counts[slot] = oldCounts[i];
      }
    }
  }

  private static int slot(long[] hashes, int[] counts, long hash) {
    int mask = hashes.length - 1;
    int slot = (int) hash & mask;
    while (counts[slot] > 0 && hashes[slot] != hash) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
