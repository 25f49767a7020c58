package io.barometer.model.history;

import java.util.Arrays;

/** Exact counts by id, ids ascending: one array of ids, each followed by its count. */
final class Tally {
  /** Of nobody; nothing is added to it. */
  static final Tally NONE = new Tally(new int[0]);

  private int[] pairs;

  private Tally(int[] pairs) {
    this.pairs = pairs;
  }

  /** Without ids. */
  Tally() {
    this(NONE.pairs);
  }

  /** Takes ids, each once and followed by its count, in any order. */
  static Tally of(int[] pairs) {
    for (int i = 2; i < pairs.length; i += 2) {
      if (pairs[i - 2] > pairs[i]) {
        sort(pairs);
        break;
      }
    }
    return new Tally(pairs);
  }

  private static void sort(int[] pairs) {
    long[] both = new long[pairs.length / 2];
    for (int i = 0; i < both.length; i++) {
      both[i] = (long) pairs[2 * i] << 32 | pairs[2 * i + 1];
    }
    Arrays.sort(both);
    for (int i = 0; i < both.length; i++) {
      pairs[2 * i] = (int) (both[i] >>> 32);
      pairs[2 * i + 1] = (int) both[i];
    }
  }

  void add(int id, int count) {
    int at = place(id);
    if (at < size() && id(at) == id) {
      pairs[2 * at + 1] = Math.addExact(count(at), count);
      return;
    }
    int[] longer = Arrays.copyOf(pairs, pairs.length + 2);
    System.arraycopy(pairs, 2 * at, longer, 2 * at + 2, pairs.length - 2 * at);
    longer[2 * at] = id;
    longer[2 * at + 1] = count;
    pairs = longer;
  }

  int size() {
    return pairs.length >> 1;
  }

  int id(int i) {
    return pairs[2 * i];
  }

  int count(int i) {
    return pairs[2 * i + 1];
  }

  boolean contains(int id) {
    int at = place(id);
    return at < size() && id(at) == id;
  }

  /** The first place whose id is not smaller. */
  private int place(int id) {
    int low = 0;
    int high = size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (id(middle) < id) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
