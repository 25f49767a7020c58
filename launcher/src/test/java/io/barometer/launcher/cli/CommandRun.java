package io.barometer.launcher.cli;

import io.barometer.launcher.client.Target;
import io.barometer.launcher.show.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;

/** The command line of a test, and what it has printed. */
final class CommandRun {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final TargetFinder target;
  private final List<String> before;

  /**
   * A command line that speaks to three services at one address.
   *
   * @param before words that stand before those of every run
   */
  CommandRun(String address, String... before) {
    this(choice -> new Target(address, address, address, "tenant-key", "service-key"), before);
  }

  CommandRun(TargetFinder target, String... before) {
    this.target = target;
    this.before = List.of(before);
  }

  /** Runs a command; its exit code. */
  int run(String... words) {
    String[] all = Stream.concat(before.stream(), Stream.of(words)).toArray(String[]::new);
    return Cli.run(Terminal.plain(), target, new PrintWriter(out), new PrintWriter(err), all);
  }

  /** What was printed since the beginning, or since it was forgotten. */
  String out() {
    return out.toString();
  }

  /** The same of what went wrong. */
  String err() {
    return err.toString();
  }

  void forget() {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
  }
}
