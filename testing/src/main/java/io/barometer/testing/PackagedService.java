package io.barometer.testing;

import io.barometer.embedded.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The packaged application of the module under test in a process of its own, on free ports.
 *
 * @param log everything that it prints
 */
record PackagedService(Process process, int http, int management, Path log)
    implements AutoCloseable {

  private static final Path FOLDER = Path.of("target", "quarkus-app");

  /**
   * Starts it without waiting for anything.
   *
   * @param log the name of a file in {@code target}
   * @param settings its configuration
   */
  static PackagedService start(String log, Map<String, String> settings) throws IOException {
    Path output = Path.of("target", log);
    int[] ports = FreePorts.take(3);
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    Path cache = FOLDER.resolve("app.aot");
    if (Files.exists(cache)) {
      command.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off", "-Xlog:cds*=off"));
    }
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Dquarkus.http.port=" + ports[0]);
    command.add("-Dquarkus.management.port=" + ports[1]);
    command.add("-Dquarkus.grpc.server.port=" + ports[2]);
    settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(List.of("-jar", FOLDER.resolve("quarkus-run.jar").toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new PackagedService(process, ports[0], ports[1], output);
  }

  /** The status and the body of an answer; status 0 when there was none. */
  record Answer(int status, String body) {}

  /** Gets a path from one of its ports. */
  static Answer get(HttpClient client, int port, String path) throws InterruptedException {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    try {
      var response = client.send(request, BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (IOException noAnswer) {
      return new Answer(0, "");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
