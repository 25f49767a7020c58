package io.barometer.model.history;

import java.util.Arrays;

/** Exact counts by id: two parallel arrays, ids ascending. */
final class Tally {
  private static final int[] NONE = {};

  private int[] ids = NONE;
  private int[] counts = NONE;

  void add(int id, int count) {
    int at = Arrays.binarySearch(ids, id);
    if (at >= 0) {
      counts[at] = Math.addExact(counts[at], count);
      return;
    }
    int place = -at - 1;
    ids = inserted(ids, place, id);
    counts = inserted(counts, place, count);
  }

  /** Takes ids that ascend, each once, with their counts; there are none yet. */
  void take(int[] ascending, int[] theirs) {
    ids = ascending;
    counts = theirs;
  }

  /** Gives every id a new one, each another. */
  void rename(int[] newIds) {
    boolean ascending = true;
    for (int i = 0; i < ids.length; i++) {
      ids[i] = newIds[ids[i]];
      ascending &= i == 0 || ids[i - 1] < ids[i];
    }
    if (!ascending) {
      sort();
    }
  }

  private void sort() {
    long[] both = new long[ids.length];
    for (int i = 0; i < both.length; i++) {
      both[i] = (long) ids[i] << 32 | counts[i];
    }
    Arrays.sort(both);
    for (int i = 0; i < both.length; i++) {
      ids[i] = (int) (both[i] >>> 32);
      counts[i] = (int) both[i];
    }
  }

  /** Adds another tally; {@code newIds} gives the new id for each of its ids. */
  void addAll(Tally other, int[] newIds) {
    for (int i = 0; i < other.ids.length; i++) {
      add(newIds[other.ids[i]], other.counts[i]);
    }
  }

  int size() {
    return ids.length;
  }

  int id(int i) {
    return ids[i];
  }

  int count(int i) {
    return counts[i];
  }

  boolean contains(int id) {
    return Arrays.binarySearch(ids, id) >= 0;
  }

  private static int[] inserted(int[] array, int place, int value) {
    int[] longer = Arrays.copyOf(array, array.length + 1);
    System.arraycopy(array, place, longer, place + 1, array.length - place);
    longer[place] = value;
    return longer;
  }
}
