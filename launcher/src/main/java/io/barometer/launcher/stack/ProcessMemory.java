package io.barometer.launcher.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Memory that a process and its descendants hold. */
final class ProcessMemory {
  private ProcessMemory() {}

  /** Resident KiB of the process alone. */
  static long own(ProcessHandle process) {
    return value(process, "status", "VmRSS:");
  }

  /**
   * Resident KiB. With descendants each counts its proportional share (Pss), because PostgreSQL's
   * processes share their buffers; zero where the system does not tell.
   */
  static long residentKibibytes(ProcessHandle process) {
    if (process.descendants().findAny().isEmpty()) {
      return own(process);
    }
    return Stream.concat(Stream.of(process), process.descendants())
        .mapToLong(one -> value(one, "smaps_rollup", "Pss:"))
        .sum();
  }

  private static long value(ProcessHandle process, String file, String key) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid(), file))) {
      return lines
          .filter(line -> line.startsWith(key))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException notLinuxOrGone) {
      return 0;
    }
  }
}
