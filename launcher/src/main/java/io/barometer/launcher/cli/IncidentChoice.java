package io.barometer.launcher.cli;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which incident is changed, by whom, and how that is shown. */
final class IncidentChoice {
  @Parameters(index = "0", paramLabel = "ID", description = "As incidents list names it.")
  String id = "";

  @Option(
      names = "--by",
      paramLabel = "WHO",
      description = "Who (default: the user of this computer).")
  private String by = "";

  @Option(names = "--json", description = "One JSON object per incident.")
  boolean json;

  /** Whoever is not named is the user of this computer. */
  String by() {
    return SilenceCommand.who(by);
  }
}
