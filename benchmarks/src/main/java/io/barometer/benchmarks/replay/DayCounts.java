package io.barometer.benchmarks.replay;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.history.SignalHistory;
import java.util.List;

/** Counts per day of some signals, a byte each: eight accounts beside each other, day after day. */
final class DayCounts {
  /** Accounts of a block. */
  static final int LANES = 8;

  /** Days before the first one, for the longest window. */
  static final int BEFORE = 90;

  private DayCounts() {}

  /** Signal → the block's counts, from {@link #BEFORE} days before the first day. */
  static byte[][] of(List<String> signals, List<AccountHistory> block, long firstDay, int length) {
    byte[][] counts = new byte[signals.size()][(BEFORE + length) * LANES];
    for (int signal = 0; signal < counts.length; signal++) {
      for (int lane = 0; lane < block.size(); lane++) {
        SignalHistory history = block.get(lane).signal(signals.get(signal));
        for (int i = 0; i < BEFORE + length; i++) {
          long day = firstDay - BEFORE + i;
          counts[signal][i * LANES + lane] = (byte) history.count(day, day);
        }
      }
    }
    return counts;
  }
}
