package io.barometer.embedded;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * {@link EmbeddedKafka} in a process of its own: {@code FOLDER PORT CONTROLLER_PORT SHARDS}. Prints
 * {@code ready} when it is; stops on SIGTERM.
 */
public final class KafkaServer {
  private KafkaServer() {}

  /** Runs until the process is stopped. */
  public static void main(String[] args) throws InterruptedException {
    Path folder = Path.of(args[0]);
    EmbeddedKafka kafka =
        EmbeddedKafka.start(folder, number(args[1]), number(args[2]), number(args[3]));
    Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "stop"));
    System.out.println("ready");
    System.out.flush();
    new CountDownLatch(1).await();
  }

  private static int number(String text) {
    return Integer.parseInt(text);
  }
}
