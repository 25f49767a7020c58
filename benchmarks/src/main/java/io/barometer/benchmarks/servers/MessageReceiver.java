package io.barometer.benchmarks.servers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;

/** Takes webhooks and tells when each came. */
public final class MessageReceiver implements AutoCloseable {
  private static final int NO_BODY = -1;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** Listens on a free port; hears the body and the time of each message. */
  public MessageReceiver(BiConsumer<String, Long> heard) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext("/", exchange -> receive(exchange, heard));
    server.setExecutor(threads);
    server.start();
  }

  /** Where it listens. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/benchmark");
  }

  private static void receive(HttpExchange exchange, BiConsumer<String, Long> heard)
      throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    heard.accept(new String(body, StandardCharsets.UTF_8), System.nanoTime());
    exchange.sendResponseHeaders(204, NO_BODY);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
