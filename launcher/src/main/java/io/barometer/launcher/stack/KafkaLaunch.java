package io.barometer.launcher.stack;

import io.barometer.embedded.KafkaServer;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Kafka in a JVM of its own, so that a broken broker is replaced without the supervisor.
 *
 * @param shards partitions of each topic
 */
record KafkaLaunch(DataFolder data, Addresses addresses, int shards) implements Launch {
  private static final int READY_SECONDS = 300;

  @Override
  public Running launch(Consumer<Running> spawned) throws IOException {
    var log = data.log("kafka");
    JavaProcess kafka = JavaProcess.start(arguments(), data.path(), log);
    spawned.accept(kafka);
    try {
      Readiness.await(
          "Kafka", kafka.child(), () -> Readiness.logged(log, "ready"), READY_SECONDS, log);
      return kafka;
    } catch (IOException | RuntimeException failure) {
      kafka.stop();
      throw failure;
    }
  }

  private List<String> arguments() {
    return List.of(
        "-XX:+AutoCreateSharedArchive",
        "-XX:SharedArchiveFile=" + data.kafkaClasses(),
        "-Xlog:aot*=off",
        "-Xlog:cds*=off",
        "-Xmx256m",
        "-Xss512k",
        "-XX:+UseSerialGC",
        "--sun-misc-unsafe-memory-access=allow",
        "-XX:MaxMetaspaceSize=128m",
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
        "-Dorg.slf4j.simpleLogger.showDateTime=true",
        "-cp",
        System.getProperty("java.class.path"),
        KafkaServer.class.getName(),
        data.kafka().toString(),
        "" + addresses.kafkaPort(),
        "" + addresses.controllerPort(),
        "" + shards);
  }
}
