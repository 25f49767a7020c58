package io.barometer.launcher.stack;

import io.barometer.embedded.EmbeddedPostgres;
import io.barometer.embedded.LogEnd;
import io.barometer.embedded.ServerFailedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code barometer up}: starts the stack in the background and returns when it is ready. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = "Starts PostgreSQL, Kafka and the three services in the background.")
public final class UpCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "Folder of all data (default: .barometer/data in the project).")
  private @Nullable Path data;

  @Option(
      names = "--port-base",
      paramLabel = "PORT",
      defaultValue = "" + StackOptions.DEFAULT_PORT_BASE,
      description = "First port (default: ${DEFAULT-VALUE}).")
  private int portBase;

  @Option(
      names = "--clock",
      paramLabel = "CLOCK",
      converter = ClockConverter.class,
      description =
          "system, or replay: the clock follows the received time of what is imported"
              + " (default: as before in this folder, at first system).")
  private StackOptions.@Nullable Clock clock;

  @Option(names = "--otlp", paramLabel = "URL", description = "Where traces go, by OTLP over gRPC.")
  private String otlp = "";

  @Option(names = "--json-logs", description = "The services log JSON.")
  private boolean jsonLogs;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = data == null ? Stack.defaultData() : data.toAbsolutePath();
    Optional<StackState> before = StackState.read(folder);
    StackOptions options =
        new StackOptions(
            folder, portBase, clock == null ? before(before) : clock, otlp, jsonLogs, Map.of());
    PrintWriter out = spec.commandLine().getOut();
    Optional<StackState> running = before.filter(StackState::supervised);
    if (running.isPresent()) {
      return already(options, running.get(), out);
    }
    long began = System.nanoTime();
    EmbeddedPostgres.unpack();
    Process supervisor = Supervisor.spawn(options);
    await(options, supervisor, out);
    double seconds = (System.nanoTime() - began) / 1e9;
    out.printf("Barometer is ready after %.1f seconds.%n", seconds);
    print(options, options.addresses(), out);
    return 0;
  }

  /** A folder keeps its clock: a replayed past would else jump to today. */
  private static StackOptions.Clock before(Optional<StackState> before) {
    return before.map(StackState::clock).orElse(StackOptions.Clock.SYSTEM);
  }

  private static int already(StackOptions options, StackState state, PrintWriter out) {
    out.println("Barometer already runs (process " + state.supervisor().pid() + ").");
    print(options, new Addresses(state.portBase()), out);
    return 0;
  }

  private static void await(StackOptions options, Process supervisor, PrintWriter out)
      throws IOException, InterruptedException {
    String shown = "";
    while (true) {
      boolean ended = supervisor.waitFor(100, TimeUnit.MILLISECONDS);
      Optional<StackState> state =
          StackState.read(options.data())
              .filter(read -> read.supervisor().pid() == supervisor.pid());
      if (ended) {
        throw new ServerFailedException(reason(options, state));
      }
      if (state.isEmpty()) {
        continue;
      }
      if (state.get().phase() == StackState.Phase.READY) {
        return;
      }
      if (!state.get().message().equals(shown)) {
        shown = state.get().message();
        out.println("  " + shown + " …");
        out.flush();
      }
    }
  }

  private static String reason(StackOptions options, Optional<StackState> state)
      throws IOException {
    return state
        .map(StackState::message)
        .filter(message -> !message.isEmpty())
        .orElse(
            "Barometer did not start:\n"
                + LogEnd.of(options.data().resolve("logs/launcher.log"), 20));
  }

  private static void print(StackOptions options, Addresses addresses, PrintWriter out) {
    for (Service service : Service.values()) {
      out.printf(
          "  %-11s gRPC %s   health and metrics %s/q/%n",
          service.label(), addresses.grpc(service), addresses.http(service));
    }
    out.println("  postgres    " + addresses.postgres());
    out.println("  kafka       " + addresses.kafka());
    if (options.clock() == StackOptions.Clock.REPLAY) {
      out.println("  clock       replay: it follows the received time of what is imported");
    }
    out.println("  data        " + options.data());
    out.println("  key         " + options.data().resolve("api-key"));
  }
}
