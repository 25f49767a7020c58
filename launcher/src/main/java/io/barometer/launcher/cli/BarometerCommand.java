package io.barometer.launcher.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.Terminal;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command itself: what its subcommands share. */
@Command(
    name = "barometer",
    mixinStandardHelpOptions = true,
    version = BarometerCommand.VERSION,
    synopsisSubcommandLabel = "COMMAND",
    description = "Customer health scores from what accounts really do.",
    footer = {
      "",
      "Begin with: ./barometer demo",
      "Exit codes: 0 done, 1 refused or failed, 2 wrong usage.",
      "More of them: ./barometer verify --help"
    })
final class BarometerCommand {
  static final String VERSION = "barometer 0.1.0";

  private final Terminal terminal;
  private final TargetFinder targets;

  @Spec private CommandSpec spec = CommandSpec.create();

  BarometerCommand(Terminal terminal, TargetFinder targets) {
    this.terminal = terminal;
    this.targets = targets;
  }

  Terminal terminal() {
    return terminal;
  }

  Connection connect(StackChoice choice) throws CommandFailed {
    return new Connection(targets.find(choice));
  }

  void print(List<String> lines) {
    lines.forEach(this::print);
  }

  void print(String line) {
    spec.commandLine().getOut().println(line);
  }

  /** One object on one line. */
  void print(ObjectNode json) {
    print(json.toString());
  }
}
