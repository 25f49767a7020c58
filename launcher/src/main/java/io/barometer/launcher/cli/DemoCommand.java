package io.barometer.launcher.cli;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.demo.Demo;
import io.barometer.launcher.demo.DemoOptions;
import io.barometer.launcher.importer.ImportRefused;
import io.barometer.launcher.stack.Stack;
import io.barometer.launcher.stack.StackOptions;
import io.barometer.launcher.stack.UpCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Starts everything, imports seven years of real usage and shows the scores, the reasons and the alerts.")
final class DemoCommand implements Callable<Integer> {
  private final BarometerCommand barometer;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description =
          "Folder of the demo; emptied when it starts (default: .barometer/demo in the project).")
  private @Nullable Path data;

  @Option(
      names = "--port-base",
      paramLabel = "PORT",
      description = "First port (default: ${DEFAULT-VALUE}).",
      defaultValue = "" + StackOptions.DEFAULT_PORT_BASE)
  private int portBase = StackOptions.DEFAULT_PORT_BASE;

  @Option(names = "--keep", description = "Leaves the stack up afterwards.")
  private boolean keep;

  @Spec private CommandSpec spec = CommandSpec.create();

  DemoCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Override
  public Integer call() throws CommandFailed, ImportRefused, IOException, InterruptedException {
    Path folder = data == null ? Stack.home().resolve(".barometer/demo") : data.toAbsolutePath();
    Path file = Stack.home().resolve("examples/orgusage/orgusage.csv.gz");
    String example =
        new Demo(barometer.terminal(), barometer::print)
            .run(new DemoOptions(folder, portBase, file));
    return keep ? keep(folder, example) : 0;
  }

  private int keep(Path folder, String example) {
    barometer.print("");
    barometer.print("Starting again on the demo's data, to be kept:");
    int code =
        new CommandLine(new UpCommand())
            .setOut(spec.commandLine().getOut())
            .setErr(spec.commandLine().getErr())
            .setExecutionExceptionHandler(new Failures())
            .execute(
                "--data", folder.toString(), "--port-base", "" + portBase, "--clock", "replay");
    if (code == 0) {
      String where = " --data " + folder;
      barometer.print("Try:");
      barometer.print("  ./barometer explain " + example + where);
      barometer.print("  ./barometer portfolio --filter 'band = \"At Risk\"'" + where);
      barometer.print("  ./barometer history " + example + " --as-published" + where);
      barometer.print("Stop it with: ./barometer down" + where);
    }
    return code;
  }
}
