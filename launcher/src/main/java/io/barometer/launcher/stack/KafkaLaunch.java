package io.barometer.launcher.stack;

import io.barometer.embedded.KafkaServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        classPath(),
        KafkaServer.class.getName(),
        data.kafka().toString(),
        "" + addresses.kafkaPort(),
        "" + addresses.controllerPort(),
        "" + shards);
  }

  /**
   * Jars alone, where Kafka is in one: the JVM keeps no classes when there are folders among them,
   * as there are in tests.
   */
  private static String classPath() {
    String all = System.getProperty("java.class.path");
    var own = KafkaServer.class.getResource(KafkaServer.class.getSimpleName() + ".class");
    if (own == null || !own.getProtocol().equals("jar")) {
      return all;
    }
    return Stream.of(all.split(File.pathSeparator))
        .filter(entry -> Files.isRegularFile(Path.of(entry)))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
