package io.barometer.launcher.cli;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which stack a command speaks to. */
final class StackChoice {
  private static final String TOKEN = "BAROMETER_TOKEN";
  private static final String SERVERS = "BAROMETER_SERVERS";
  private static final String AUTHORITIES = "BAROMETER_CA";

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
      names = "--servers",
      paramLabel = "HOST|I,S,A",
      description =
          "Services elsewhere instead: one host, or ingestion:port,scoring:port,alerting:port; by"
              + " TLS unless http:// stands before it (default: BAROMETER_SERVERS).")
  @Nullable String servers;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "Certificates to trust there, PEM (default: BAROMETER_CA, else those of Java).")
  @Nullable Path authorities;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description =
          "A key or token to call with (default: BAROMETER_TOKEN, else the key of the folder).")
  @Nullable String token;

  @Option(names = "--token-file", paramLabel = "FILE", description = "A file that holds it.")
  @Nullable Path tokenFile;

  /**
   * The services elsewhere that were chosen, if any; a folder or port of this machine excludes
   * them.
   */
  Optional<Servers> servers(Map<String, String> environment) throws CommandFailed {
    if (servers == null && (data != null || portBase != null)) {
      return Optional.empty();
    }
    String chosen = servers == null ? environment.getOrDefault(SERVERS, "") : servers;
    if (chosen.isBlank()) {
      return Optional.empty();
    }
    @Nullable Path trusted = authorities;
    String variable = environment.getOrDefault(AUTHORITIES, "");
    if (trusted == null && !variable.isBlank()) {
      trusted = Path.of(variable);
    }
    return Optional.of(Servers.parse(chosen.strip(), trusted));
  }

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
    return Optional.ofNullable(environment.get(TOKEN)).filter(text -> !text.isBlank());
  }
}
