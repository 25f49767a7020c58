package io.barometer.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Memory of processes in MiB, from {@code /proc/PID/smaps_rollup}. Pss counts a page that several
 * processes share once, in parts: the honest figure for PostgreSQL, whose processes share its
 * buffers.
 */
public final class Memory {
  private static final double KIB_PER_MIB = 1024;

  private Memory() {}

  /** Resident pages of one process. */
  public static double residentMib(long pid) {
    return kib("Rss", rollup(pid)) / KIB_PER_MIB;
  }

  /** Resident pages of several processes, shared ones in parts. */
  public static double proportionalMib(Set<Long> pids) {
    return pids.stream().mapToLong(pid -> kib("Pss", rollup(pid))).sum() / KIB_PER_MIB;
  }

  static long kib(String field, String rollup) {
    return rollup
        .lines()
        .filter(line -> line.startsWith(field + ":"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElse(0);
  }

  private static String rollup(long pid) {
    try {
      return Files.readString(Path.of("/proc", "" + pid, "smaps_rollup"));
    } catch (IOException ended) {
      return "";
    }
  }
}
