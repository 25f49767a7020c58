package io.barometer.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A broker that can be killed without killing the test. */
final class KafkaInItsOwnProcess {
  private KafkaInItsOwnProcess() {}

  static Process start(Path folder, int port, int controllerPort) throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    KafkaServer.class.getName(),
                    folder.toString(),
                    "" + port,
                    "" + controllerPort,
                    "4"))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!"ready".equals(process.inputReader().readLine())) {
      throw new IOException("Kafka did not become ready");
    }
    return process;
  }
}
