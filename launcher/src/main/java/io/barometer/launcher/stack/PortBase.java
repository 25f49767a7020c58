package io.barometer.launcher.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Finds a hundred ports in a row that nobody listens on, below those that clients get. */
public final class PortBase {
  private static final int FIRST = 20_000;
  private static final int BLOCKS = 120;
  private static final int BLOCK = 100;

  /** What this JVM was given stays its own while it is not used yet. */
  private static int next = ThreadLocalRandom.current().nextInt(BLOCKS);

  private PortBase() {}

  /** The first of them. */
  public static synchronized int free() {
    for (int tried = 0; tried < BLOCKS; tried++) {
      int base = FIRST + next * BLOCK;
      next = (next + 1) % BLOCKS;
      if (IntStream.range(base, base + BLOCK).allMatch(PortBase::isFree)) {
        return base;
      }
    }
    throw new IllegalStateException("no free ports");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
