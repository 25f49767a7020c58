package io.barometer.launcher.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a service is told at its start, as the file {@code config/application.properties} in its
 * working folder: it holds the database's password and the key of the services, which have no
 * business on a command line.
 */
record ServiceConfiguration(
    StackOptions options, Credentials credentials, String postgresPassword) {

  void write(Instance instance, Path workingFolder) throws IOException {
    Path file =
        Files.createDirectories(workingFolder.resolve("config")).resolve("application.properties");
    StringBuilder text = new StringBuilder();
    properties(instance)
        .forEach(
            (key, value) ->
                text.append(escaped(key)).append('=').append(escaped(value)).append('\n'));
    Credentials.writePrivately(file, text.toString());
  }

  Map<String, String> properties(Instance instance) {
    Service service = instance.service();
    Addresses addresses = options.addresses();
    Map<String, String> all = new TreeMap<>();
    all.put("barometer.postgres.address", addresses.postgres());
    all.put("barometer.postgres.password", postgresPassword);
    all.put("kafka.bootstrap.servers", addresses.kafka());
    all.put("barometer.keys", credentials.configuration());
    all.put("barometer.service-key", credentials.serviceKey());
    all.put("barometer.audit.signing-key", credentials.auditKey());
    all.put("quarkus.grpc.server.port", "" + instance.grpcPort(options.portBase()));
    all.put("quarkus.grpc.server.enable-reflection-service", "true"); // the stack is on loopback
    all.put("quarkus.log.console.json.enabled", "" + options.jsonLogs());
    all.putAll(own(instance));
    if (!options.otlp().isEmpty()) {
      all.put("quarkus.otel.sdk.disabled", "false");
      all.put("quarkus.otel.exporter.otlp.endpoint", options.otlp());
    }
    all.putAll(options.settings().getOrDefault(service, Map.of()));
    return all;
  }

  private Map<String, String> own(Instance instance) {
    String http = "" + instance.httpPort(options.portBase());
    return switch (instance.service()) {
      case INGESTION ->
          Map.of(
              "quarkus.http.port",
              http,
              "barometer.clock",
              switch (options.clock()) {
                case SYSTEM -> "system";
                case REPLAY -> "replay";
              });
      case SCORING ->
          Map.of(
              "quarkus.http.port",
              http,
              "barometer.ingestion.address",
              options.addresses().ingestion());
      case ALERTING ->
          Map.of(
              "quarkus.management.port",
              http,
              "quarkus.http.port",
              "" + instance.pagesPort(options.portBase()),
              "barometer.scoring.address",
              options.addresses().scoring(),
              "barometer.encryption.keys",
              credentials.encryptionKey());
    };
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace("\n", "\\n")
        .replace("=", "\\=")
        .replace(":", "\\:")
        .replace("$", "\\\\$");
  }
}
