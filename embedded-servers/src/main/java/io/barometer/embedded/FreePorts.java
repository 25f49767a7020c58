package io.barometer.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Ports that nobody listens on just now, for tests. */
public final class FreePorts {
  /** Below the ports that systems give to outgoing connections, which would take them first. */
  private static final int FIRST = 20_000;

  private static final int BEYOND = 32_000;
  private static final int MOST_ATTEMPTS = 10_000;

  private FreePorts() {}

  /** So many different ports. Somebody else may take one before it is used; that is rare. */
  public static int[] take(int count) {
    Set<Integer> ports = new LinkedHashSet<>();
    for (int attempt = 0; ports.size() < count; attempt++) {
      if (attempt > MOST_ATTEMPTS) {
        throw new IllegalStateException("no free ports from " + FIRST + " to " + BEYOND);
      }
      int port = ThreadLocalRandom.current().nextInt(FIRST, BEYOND);
      if (isFree(port)) {
        ports.add(port);
      }
    }
    return ports.stream().mapToInt(Integer::intValue).toArray();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
