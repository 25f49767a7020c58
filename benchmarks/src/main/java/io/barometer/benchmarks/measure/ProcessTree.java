package io.barometer.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Processes as {@code /proc} shows them. Linux only. */
public final class ProcessTree {
  private static final Path PROC = Path.of("/proc");
  private static final double TICKS_PER_SECOND = 100;

  private ProcessTree() {}

  /** CPU seconds of one process alone. */
  public static double cpuSeconds(long pid) {
    return stats().stream()
        .filter(stat -> stat.pid() == pid)
        .mapToDouble(stat -> stat.ownTicks() / TICKS_PER_SECOND)
        .sum();
  }

  /** CPU seconds of a process and all its descendants, those that ended included. */
  public static double cpuSecondsWithChildren(long root) {
    List<ProcessStat> all = stats();
    Set<Long> tree = tree(root, all);
    return all.stream()
        .filter(stat -> tree.contains(stat.pid()))
        .mapToDouble(stat -> (stat.ownTicks() + stat.reapedTicks()) / TICKS_PER_SECOND)
        .sum();
  }

  /** The process and its living descendants. */
  public static Set<Long> withChildren(long root) {
    return tree(root, stats());
  }

  static Set<Long> tree(long root, List<ProcessStat> all) {
    Set<Long> tree = new HashSet<>(Set.of(root));
    boolean grown = true;
    while (grown) {
      grown = false;
      for (ProcessStat stat : all) {
        grown |= tree.contains(stat.parent()) && tree.add(stat.pid());
      }
    }
    return tree;
  }

  private static List<ProcessStat> stats() {
    List<ProcessStat> stats = new ArrayList<>();
    try (Stream<Path> folders = Files.list(PROC)) {
      for (Path folder : (Iterable<Path>) folders::iterator) {
        if (folder.getFileName().toString().matches("[0-9]+")) {
          read(folder.resolve("stat"), stats);
        }
      }
    } catch (IOException failure) {
      throw new IllegalStateException("/proc cannot be read", failure);
    }
    return stats;
  }

  private static void read(Path file, List<ProcessStat> into) {
    try {
      into.add(ProcessStat.parse(Files.readString(file)));
    } catch (IOException endedMeanwhile) {
      return;
    }
  }
}
