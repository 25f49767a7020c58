package io.barometer.launcher.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which stack a command speaks to. */
final class StackChoice {
  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description =
          "Folder that holds all data of the stack (default: .barometer/data in the project).")
  @Nullable Path data;

  @Option(
      names = "--port-base",
      paramLabel = "PORT",
      description = "First port of the stack (default: where the stack of the folder listens).")
  @Nullable Integer portBase;
}
