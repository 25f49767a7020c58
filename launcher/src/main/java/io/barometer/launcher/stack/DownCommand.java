package io.barometer.launcher.stack;

import io.barometer.embedded.ServerFailedException;
import io.barometer.embedded.Signals;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code barometer down}: stops the stack, and what a killed one left behind. */
@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    description = "Stops the stack. Its data stays.")
public final class DownCommand implements Callable<Integer> {
  private static final long STOP_SECONDS = 90;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "Folder of all data (default: .barometer/data in the project).")
  private @Nullable Path data;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Path folder = data == null ? Stack.defaultData() : data.toAbsolutePath();
    PrintWriter out = spec.commandLine().getOut();
    Optional<ProcessHandle> supervisor =
        StackState.read(folder).flatMap(state -> state.supervisor().find());
    if (supervisor.isEmpty()) {
      int left = Orphans.stop(folder);
      out.println(
          left == 0
              ? "Barometer does not run."
              : "Stopped " + left + " processes that a killed Barometer had left behind.");
      return 0;
    }
    supervisor.get().destroy();
    if (!Signals.gone(supervisor.get(), STOP_SECONDS)) {
      throw new ServerFailedException(
          "Process " + supervisor.get().pid() + " does not stop; see " + folder.resolve("logs"));
    }
    out.println("Barometer is stopped. Its data is in " + folder);
    return 0;
  }
}
