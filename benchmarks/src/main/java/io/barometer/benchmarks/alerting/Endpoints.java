package io.barometer.benchmarks.alerting;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.barometer.benchmarks.measure.Latencies;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Many webhooks on one host, the first of which may take a message and say nothing. */
final class Endpoints implements AutoCloseable {
  private static final int NO_BODY = -1;
  private static final Duration SILENT = Duration.ofMinutes(5);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile int dead;
  private volatile long due;
  private volatile Latencies latencies = new Latencies();
  private final AtomicInteger answered = new AtomicInteger();

  Endpoints() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 1_000);
    server.createContext("/", this::receive);
    server.setExecutor(threads);
    server.start();
  }

  String address(int number) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + number;
  }

  /** So many say nothing from now on; measures anew. */
  void kill(int count) {
    dead = count;
    latencies = new Latencies();
  }

  /** What is told from now on was due then. */
  void due(long nanos) {
    due = nanos;
    answered.set(0);
  }

  /** How many of the living have got what was due. */
  int answered() {
    return answered.get();
  }

  Latencies latencies() {
    return latencies;
  }

  private void receive(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    if (Integer.parseInt(exchange.getRequestURI().getPath().substring(1)) < dead) {
      try {
        Thread.sleep(SILENT);
      } catch (InterruptedException closing) {
        Thread.currentThread().interrupt();
      }
      return;
    }
    latencies.record(due, System.nanoTime());
    exchange.sendResponseHeaders(204, NO_BODY);
    exchange.close();
    answered.incrementAndGet();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
