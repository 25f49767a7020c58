package io.barometer.launcher.stack;

import java.nio.file.Path;

/**
 * The platform's three processes. Each has a gRPC port and, ten above it, an HTTP port for health
 * and metrics; alerting has another, twenty above, for the pages and buttons that people reach.
 */
public enum Service {
  /** Takes events and keeps them. */
  INGESTION("ingestion", 1, 256),
  /** Turns events into scores. */
  SCORING("scoring", 2, 384),
  /** Turns scores into alerts and messages. */
  ALERTING("alerting", 3, 256);

  private final String label;
  private final int offset;
  private final int heapMebibytes;

  Service(String label, int offset, int heapMebibytes) {
    this.label = label;
    this.offset = offset;
    this.heapMebibytes = heapMebibytes;
  }

  String label() {
    return label;
  }

  /** Its gRPC port in a stack whose ports begin there. */
  public int grpcPort(int portBase) {
    return portBase + offset;
  }

  int httpPort(int portBase) {
    return portBase + 10 + offset;
  }

  int pagesPort(int portBase) {
    return portBase + 20 + offset;
  }

  int heapMebibytes() {
    return heapMebibytes;
  }

  Path jar(Path home) {
    return home.resolve(label + "-service/target/quarkus-app/quarkus-run.jar");
  }
}
