package io.barometer.model.history;

/**
 * The ids met in a window: one bit per name while the account has few names, else a table of the
 * ids themselves, so that what it takes is bounded by the window and not by the age of the account.
 */
final class WindowIds {
  private static final int FEW_NAMES = 256;
  private static final int BITS_PER_MEMBER = 8;
  private static final int SMALLEST = 16;
  private static final int[] NO_TABLE = {};
  private static final long[] NO_BITS = {};

  private final boolean byBit;
  private final long[] bits;

  /** Open addressing; id + 1, 0 for a free place. */
  private int[] table;

  private int size;

  /**
   * @param names how many ids there are
   * @param expected how many may be met
   */
  WindowIds(int names, int expected) {
    byBit = names <= FEW_NAMES || names <= (long) BITS_PER_MEMBER * expected;
    bits = byBit ? new long[(names + 63) >>> 6] : NO_BITS;
    table = byBit ? NO_TABLE : new int[SMALLEST];
  }

  void addAll(Tally tally) {
    for (int i = 0; i < tally.size(); i++) {
      add(tally.id(i));
    }
  }

  void add(int id) {
    if (byBit) {
      long bit = 1L << id;
      size += (bits[id >>> 6] & bit) == 0 ? 1 : 0;
      bits[id >>> 6] |= bit;
    } else if (!contains(id)) {
      size++;
      if (2 * size > table.length) {
        grow();
      }
      table[place(table, id)] = id + 1;
    }
  }

  boolean contains(int id) {
    return byBit ? (bits[id >>> 6] & 1L << id) != 0 : table[place(table, id)] == id + 1;
  }

  int size() {
    return size;
  }

  private void grow() {
    int[] larger = new int[2 * table.length];
    for (int key : table) {
      if (key != 0) {
        larger[place(larger, key - 1)] = key;
      }
    }
    table = larger;
  }

  private static int place(int[] table, int id) {
    int at = id * 0x9E3779B9 >>> 8 & table.length - 1;
    while (table[at] != 0 && table[at] != id + 1) {
      at = at + 1 & table.length - 1;
    }
    return at;
  }
}
