package io.barometer.launcher.stack;

import io.barometer.embedded.ServerFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tells before anything starts which ports are taken, and by whom. */
final class PortCheck {
  private PortCheck() {}

  /** Throws with a line per taken port. */
  static void requireFree(Map<Integer, String> ports) {
    List<String> lines = new ArrayList<>();
    ports.forEach(
        (port, use) -> {
          if (taken(port)) {
            lines.add(describe(port, use));
          }
        });
    if (!lines.isEmpty()) {
      lines.add("Stop what uses them, or choose other ports: --port-base 17400");
      throw new ServerFailedException(String.join("\n", lines));
    }
  }

  private static String describe(int port, String use) {
    String by =
        PortOwner.of(port)
            .map(owner -> owner.name() + " (process " + owner.pid() + ")")
            .orElse("a process of another user");
    return "Port " + port + " (for " + use + ") is in use by " + by + ".";
  }

  static boolean taken(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
      return !probe.isBound();
    } catch (IOException inUse) {
      return true;
    }
  }
}
