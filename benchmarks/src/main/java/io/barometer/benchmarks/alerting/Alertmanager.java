package io.barometer.benchmarks.alerting;

import io.barometer.benchmarks.measure.CpuMeter;
import io.barometer.benchmarks.measure.Memory;
import io.barometer.embedded.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Prometheus Alertmanager as the system has it: every alert is a group of its own, without a wait.
 */
final class Alertmanager implements Alerter {
  private static final int BATCH = 64;
  private static final List<Path> PLACES =
      List.of(
          Path.of("/usr/bin/prometheus-alertmanager"),
          Path.of("/usr/bin/alertmanager"),
          Path.of("/usr/local/bin/alertmanager"));

  private final Path folder;
  private final Process process;
  private final URI api;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Alertmanager(Path folder, Process process, URI api) {
    this.folder = folder;
    this.process = process;
    this.api = api;
  }

  /** Where it is installed. */
  static Optional<Path> installed() {
    return PLACES.stream().filter(Files::isExecutable).findFirst();
  }

  /** Starts it. */
  static Alertmanager start(Path program, URI webhook) throws Exception {
    Path folder = Files.createTempDirectory("alertmanager-bench-");
    Path file = folder.resolve("alertmanager.yml");
    Files.writeString(
        file,
        """
        route: {receiver: bench, group_by: ['...'], group_wait: 0s, group_interval: 5m, repeat_interval: 4h}
        receivers:
          - name: bench
            webhook_configs: [{url: '%s', send_resolved: false}]
        """
            .formatted(webhook));
    int port = freePort();
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--config.file=" + file,
                "--storage.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address=")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    Alertmanager started =
        new Alertmanager(folder, process, URI.create("http://127.0.0.1:" + port));
    started.awaitReady();
    return started;
  }

  @Override
  public void prepare(String name, int count) {}

  @Override
  public void fire(String name, int from, int count) {
    List<CompletableFuture<HttpResponse<String>>> posts = new ArrayList<>();
    for (int at = from; at < from + count; at += BATCH) {
      posts.add(post(name, at, Math.min(BATCH, from + count - at)));
    }
    if (count > 1) {
      posts.forEach(CompletableFuture::join);
    }
  }

  private CompletableFuture<HttpResponse<String>> post(String name, int from, int count) {
    StringBuilder body = new StringBuilder("[");
    for (int i = from; i < from + count; i++) {
      body.append(i == from ? "" : ",")
          .append("{\"labels\":{\"alertname\":\"ScoreBelow50\",\"severity\":\"critical\",")
          .append("\"account\":\"")
          .append(name)
          .append(i)
          .append("\"},\"annotations\":{\"reason\":\"Fell below 50: 60.0 to 40.0.\"}}");
    }
    return http.sendAsync(
        HttpRequest.newBuilder(api.resolve("/api/v2/alerts"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.append(']').toString()))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public CpuMeter cpu() {
    return new CpuMeter().tree("alertmanager", process.pid());
  }

  @Override
  public double residentMib() {
    return Memory.residentMib(process.pid());
  }

  @Override
  public String outcomes() {
    return "";
  }

  private void awaitReady() throws Exception {
    HttpRequest ready = HttpRequest.newBuilder(api.resolve("/-/ready")).build();
    for (int attempt = 0; attempt < 100; attempt++) {
      try {
        if (http.send(ready, HttpResponse.BodyHandlers.ofString()).statusCode() == 200) {
          return;
        }
      } catch (IOException starting) {
        Thread.sleep(100);
      }
    }
    throw new IllegalStateException(
        "Alertmanager does not start: " + Files.readString(folder.resolve("log")));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    http.close();
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      Folders.remove(folder);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
