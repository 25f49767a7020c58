package io.barometer.launcher.stack;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where everything of a stack listens, all on the loopback interface, counted from its first port.
 */
public record Addresses(int portBase) {
  private static final String HOST = "127.0.0.1:";

  /** gRPC, host and port. */
  public String ingestion() {
    return grpc(Service.INGESTION);
  }

  /** gRPC, host and port. */
  public String scoring() {
    return grpc(Service.SCORING);
  }

  /** gRPC, host and port. */
  public String alerting() {
    return grpc(Service.ALERTING);
  }

  /** gRPC address of a service, host and port. */
  public String grpc(Service service) {
    return HOST + service.grpcPort(portBase);
  }

  /** Health and metrics of a service: {@code http://host:port}, without a path. */
  public String http(Service service) {
    return "http://" + HOST + service.httpPort(portBase);
  }

  /** Host and port. */
  public String postgres() {
    return HOST + postgresPort();
  }

  /** Host and port. */
  public String kafka() {
    return HOST + kafkaPort();
  }

  /** Where the demo's Slack receiver listens. */
  public int slackPort() {
    return portBase + 80;
  }

  /** Where the demo's mailbox takes SMTP. */
  public int smtpPort() {
    return portBase + 25;
  }

  int postgresPort() {
    return portBase + 32;
  }

  int kafkaPort() {
    return portBase + 92;
  }

  int controllerPort() {
    return portBase + 93;
  }

  /** Every port that the stack takes, with the name of who takes it. */
  Map<Integer, String> ports() {
    Map<Integer, String> ports = new LinkedHashMap<>();
    for (Service service : Service.values()) {
      ports.put(service.grpcPort(portBase), service.label() + " gRPC");
      ports.put(service.httpPort(portBase), service.label() + " HTTP");
    }
    ports.put(Service.ALERTING.pagesPort(portBase), "alerting pages");
    ports.put(postgresPort(), "PostgreSQL");
    ports.put(kafkaPort(), "Kafka");
    ports.put(controllerPort(), "Kafka controller");
    return ports;
  }
}
