package io.barometer.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports that nobody listens on just now, for tests. */
public final class FreePorts {
  private FreePorts() {}

  /** So many different ports. Somebody else may take one before it is used; that is rare. */
  public static int[] take(int count) {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")));
      }
      int[] ports = sockets.stream().mapToInt(ServerSocket::getLocalPort).toArray();
      for (ServerSocket socket : sockets) {
        socket.close();
      }
      return ports;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
