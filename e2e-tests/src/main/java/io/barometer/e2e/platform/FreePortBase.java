package io.barometer.e2e.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** A first port for a stack such that nobody listens on any of the hundred that follow. */
final class FreePortBase {
  private static final int SPAN = 100;
  private static final int TRIES = 50;

  private FreePortBase() {}

  static int find() {
    for (int i = 0; i < TRIES; i++) {
      int base = 20_000 + SPAN * ThreadLocalRandom.current().nextInt(120);
      if (free(base)) {
        return base;
      }
    }
    throw new IllegalStateException("no hundred free ports in a row");
  }

  private static boolean free(int base) {
    for (int port = base; port < base + SPAN; port++) {
      try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
        taken.setReuseAddress(true);
      } catch (IOException inUse) {
        return false;
      }
    }
    return true;
  }
}
