package io.barometer.launcher.cli;

import io.barometer.launcher.client.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which stack a command speaks to. */
final class StackChoice {
  private static final String VARIABLE = "BAROMETER_TOKEN";

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

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description =
          "A key or token to call with (default: BAROMETER_TOKEN, else the key of the folder).")
  @Nullable String token;

  @Option(names = "--token-file", paramLabel = "FILE", description = "A file that holds it.")
  @Nullable Path tokenFile;

  /** The credential to call with, when another than that of the folder is wanted. */
  Optional<String> credential(Map<String, String> environment) throws CommandFailed {
    if (token != null) {
      return Optional.of(token);
    }
    if (tokenFile != null) {
      try {
        return Optional.of(Files.readString(tokenFile).strip());
      } catch (IOException unreadable) {
        throw new CommandFailed("The token in " + tokenFile + " cannot be read: " + unreadable);
      }
    }
    return Optional.ofNullable(environment.get(VARIABLE)).filter(text -> !text.isBlank());
  }
}
