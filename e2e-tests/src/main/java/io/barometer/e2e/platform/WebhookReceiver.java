package io.barometer.e2e.platform;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server that takes webhooks and keeps every request, repeats too. */
public final class WebhookReceiver implements AutoCloseable {

  /**
   * A request.
   *
   * @param headers names in lower case
   * @param received when it came in
   */
  public record Request(Map<String, String> headers, String body, Instant received) {
    /** The id by which a receiver recognises a repeat. */
    public String id() {
      return headers.getOrDefault("webhook-id", "");
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Request> requests = new ArrayList<>();

  private WebhookReceiver(HttpServer server) {
    this.server = server;
  }

  /** Listens on a free port of the loopback interface. */
  public static WebhookReceiver start() throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
    WebhookReceiver receiver = new WebhookReceiver(HttpServer.create(address, 0));
    receiver.server.createContext("/", receiver::receive);
    receiver.server.setExecutor(receiver.threads);
    receiver.server.start();
    return receiver;
  }

  /** Where to send. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hooks/playbooks");
  }

  /** Everything received, oldest first. */
  public synchronized List<Request> requests() {
    return List.copyOf(requests);
  }

  /** What a receiver that deduplicates by id keeps: the first request of each id. */
  public Map<String, Request> byId() {
    Map<String, Request> first = new TreeMap<>();
    requests().forEach(request -> first.putIfAbsent(request.id(), request));
    return first;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void receive(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    synchronized (this) {
      requests.add(new Request(headers, body, Instant.now()));
    }
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }
}
