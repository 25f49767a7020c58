package io.barometer.benchmarks.measure;

/**
 * A line of {@code /proc/PID/stat} (proc_pid_stat(5)).
 *
 * @param ownTicks time on a CPU, user and system, in clock ticks
 * @param reapedTicks the same of children that ended and were waited for
 */
record ProcessStat(long pid, long parent, long ownTicks, long reapedTicks) {

  /** Reads a line. The command's name stands in brackets and may hold blanks and brackets. */
  static ProcessStat parse(String line) {
    int open = line.indexOf('(');
    int close = line.lastIndexOf(')');
    if (open < 0 || close < open) {
      throw new IllegalArgumentException("not a stat line");
    }
    long pid = Long.parseLong(line.substring(0, open).strip());
    String[] rest = line.substring(close + 1).strip().split(" ");
    return new ProcessStat(
        pid,
        Long.parseLong(rest[1]),
        Long.parseLong(rest[11]) + Long.parseLong(rest[12]),
        Long.parseLong(rest[13]) + Long.parseLong(rest[14]));
  }
}
