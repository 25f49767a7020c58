package io.barometer.launcher.cli;

import picocli.CommandLine.Option;

/** Which of an account's scores a command is about. */
final class ScoreChoice {
  @Option(
      names = "--score",
      paramLabel = "NAME",
      description = "Which score (default: health, or the only one there is).")
  String name = "";
}
