package io.barometer.launcher.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What of a stack runs just now, and what it costs. */
public record StackStatus(String phase, List<Line> lines) {

  /**
   * One process.
   *
   * @param pid zero when it does not run
   * @param port the one it is called at; zero for the launcher
   * @param since ISO 8601; empty when it does not run
   * @param restarts how often it died and was started again
   * @param residentKibibytes memory; zero where the system does not tell
   */
  public record Line(
      String name,
      long pid,
      int port,
      boolean ready,
      String since,
      int restarts,
      long residentKibibytes) {}

  /** Looks at the processes themselves and asks the services for their readiness. */
  public static StackStatus of(Path data) {
    return StackState.read(data).map(StackStatus::of).orElse(new StackStatus("stopped", List.of()));
  }

  /** Whether everything is there and ready. */
  public boolean ready() {
    return phase.equals("ready") && lines.stream().allMatch(Line::ready);
  }

  private static StackStatus of(StackState state) {
    boolean supervised = state.supervised();
    List<Line> lines = new ArrayList<>();
    for (StackState.Entry entry : state.processes()) {
      if (supervised || entry.process().runs()) {
        lines.add(line(entry, state.portBase()));
      }
    }
    if (supervised) {
      StackState.Entry launcher =
          new StackState.Entry("launcher", state.supervisor(), 0, state.supervisor().started(), 0);
      lines.addFirst(line(launcher, state.portBase()));
      return new StackStatus(phase(state.phase()), List.copyOf(lines));
    }
    return new StackStatus(lines.isEmpty() ? "stopped" : "left behind", List.copyOf(lines));
  }

  private static String phase(StackState.Phase phase) {
    return switch (phase) {
      case STARTING -> "starting";
      case READY -> "ready";
      case FAILED -> "failed";
      case STOPPED -> "stopping";
    };
  }

  private static Line line(StackState.Entry entry, int portBase) {
    return entry
        .process()
        .find()
        .map(
            process ->
                new Line(
                    entry.name(),
                    process.pid(),
                    entry.port(),
                    ready(entry, portBase),
                    entry.since(),
                    entry.restarts(),
                    entry.port() == 0
                        ? ProcessMemory.own(process)
                        : ProcessMemory.residentKibibytes(process)))
        .orElse(new Line(entry.name(), 0, entry.port(), false, "", entry.restarts(), 0));
  }

  private static boolean ready(StackState.Entry entry, int portBase) {
    return Instance.named(entry.name())
        .map(instance -> Readiness.http(instance.httpPort(portBase)))
        .orElseGet(() -> entry.port() == 0 || Readiness.tcp(entry.port()));
  }
}
