package io.barometer.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A door on the way to a server. While it is shut, connections break and none is made. */
final class Gate implements AutoCloseable {

  private final String host;
  private final int port;
  private final ServerSocket door;
  private final Set<Socket> passing = ConcurrentHashMap.newKeySet();
  private volatile boolean open = true;

  /** To {@code host:port}. */
  Gate(String address) {
    int colon = address.lastIndexOf(':');
    this.host = address.substring(0, colon);
    this.port = Integer.parseInt(address.substring(colon + 1));
    try {
      this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    Thread.ofPlatform().daemon().name("gate").start(this::accept);
  }

  String address() {
    return "127.0.0.1:" + door.getLocalPort();
  }

  void open(boolean wanted) {
    open = wanted;
    if (!wanted) {
      passing.forEach(Gate::close);
    }
  }

  @Override
  public void close() {
    open(false);
    try {
      door.close();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        if (open) {
          connect(client);
        } else {
          close(client);
        }
      } catch (IOException closed) {
        // the loop ends when the door is taken away; a server that is away breaks its client only
      }
    }
  }

  private void connect(Socket client) throws IOException {
    try {
      Socket server = new Socket(host, port);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      passing.add(client);
      passing.add(server);
      Thread.startVirtualThread(() -> pump(client, server));
      Thread.startVirtualThread(() -> pump(server, client));
    } catch (IOException away) {
      close(client);
      throw away;
    }
  }

  private void pump(Socket from, Socket to) {
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      in.transferTo(out);
    } catch (IOException broken) {
      // both ends are closed below
    }
    close(from);
    close(to);
    passing.remove(from);
    passing.remove(to);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException closed) {
      // that is what was wanted
    }
  }
}
