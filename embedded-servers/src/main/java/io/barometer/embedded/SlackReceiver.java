package io.barometer.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands in for Slack: takes POSTs on any path and hands out what came. Methods of the Web API
 * ({@code …/chat.postMessage}, {@code …/chat.update}) are answered as Slack answers them, any other
 * path as an incoming webhook.
 */
public final class SlackReceiver implements AutoCloseable {
  /** An answer that was ordered for the next request; an error is one of the Web API. */
  private record Refusal(int status, Duration retryAfter, String error) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<SlackMessage> messages = new ArrayList<>();
  private final Deque<Refusal> refusals = new ArrayDeque<>();

  private SlackReceiver(HttpServer server) {
    this.server = server;
  }

  /** Listens on the loopback interface; port 0 takes a free one. */
  public static SlackReceiver start(int port) throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port);
    SlackReceiver receiver = new SlackReceiver(HttpServer.create(address, 0));
    receiver.server.createContext("/", receiver::receive);
    receiver.server.setExecutor(receiver.threads);
    receiver.server.start();
    return receiver;
  }

  /** A webhook address of this receiver. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + port() + "/services/demo");
  }

  /** The port it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Everything accepted so far, oldest first. */
  public synchronized List<SlackMessage> messages() {
    return List.copyOf(messages);
  }

  /** Waits until so many messages were accepted or the time is over, and returns what there is. */
  public synchronized List<SlackMessage> await(int count, Duration limit)
      throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (messages.size() < count) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        break;
      }
      wait(left);
    }
    return List.copyOf(messages);
  }

  /** Forgets what was accepted and what was ordered. */
  public synchronized void clear() {
    messages.clear();
    refusals.clear();
  }

  /**
   * Answers the next request with this status and does not accept it; several calls line up.
   *
   * @param retryAfter sent as Retry-After in whole seconds; left out when zero
   */
  public synchronized void refuseNext(int status, Duration retryAfter) {
    refusals.add(new Refusal(status, retryAfter, ""));
  }

  /** Answers the next request with this error of the Web API and does not accept it. */
  public synchronized void failNext(String error) {
    refusals.add(new Refusal(200, Duration.ZERO, error));
  }

  /** Stops listening at once. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void receive(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String trace = exchange.getRequestHeaders().getFirst("traceparent");
    Answer taken = take(exchange, body, trace == null ? "" : trace);
    byte[] answer = taken.body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(taken.status, answer.length);
    try (var out = exchange.getResponseBody()) {
      out.write(answer);
    }
  }

  private record Answer(int status, String body) {}

  private synchronized Answer take(HttpExchange exchange, String body, String trace) {
    Refusal refusal = refusals.poll();
    if (refusal != null) {
      if (refusal.retryAfter().isPositive()) {
        exchange.getResponseHeaders().set("Retry-After", "" + refusal.retryAfter().toSeconds());
      }
      return new Answer(
          refusal.status(),
          refusal.error().isEmpty()
              ? "refused"
              : "{\"ok\":false,\"error\":\"" + refusal.error() + "\"}");
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      return new Answer(405, "refused");
    }
    try {
      String path = exchange.getRequestURI().getPath();
      messages.add(new SlackMessage(path, body, BlockKit.lines(body), trace));
      notifyAll();
      return new Answer(200, path.contains("/chat.") ? accepted() : "ok");
    } catch (JsonProcessingException malformed) {
      return new Answer(400, "refused");
    }
  }

  /** The message's name in Slack: its number, as seconds. */
  private String accepted() {
    return "{\"ok\":true,\"ts\":\"" + messages.size() + ".000100\"}";
  }
}
