package io.barometer.alerting.notify;

import io.barometer.alerting.receiver.Destinations;
import io.barometer.alerting.receiver.Destinations.Allowed;
import io.barometer.alerting.receiver.Destinations.Forbidden;
import io.barometer.alerting.receiver.ForbiddenDestination;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Posts to receivers. The name is resolved and checked for each message and the connection pinned
 * to that address, so that a name that leads elsewhere the second time cannot pass; redirects are
 * not followed; texts of failures never hold the address. Every message has a connection of its
 * own: one that a receiver closes without saying so would leave open whether it has the next
 * message.
 */
@ApplicationScoped
public class GuardedHttp {

  private static final int TOO_MANY = 429;

  /** To one host, where many receivers may be; each has its own few attempts at a time. */
  private static final int MOST_CONNECTIONS = 1_024;

  private final Destinations destinations;
  private final HttpClient client;
  private final Duration timeout;

  GuardedHttp(
      Vertx vertx,
      Destinations destinations,
      @ConfigProperty(name = "barometer.notify.timeout") Duration timeout) {
    this.destinations = destinations;
    this.timeout = timeout;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) timeout.toMillis())
                .setKeepAlive(false)
                .setMaxPoolSize(MOST_CONNECTIONS)
                .setTracingPolicy(TracingPolicy.IGNORE));
  }

  /** An answer, with what it says. */
  public record Reply(int status, Optional<Duration> retryAfter, String body) {

    /** What the status alone says. */
    public Outcome outcome() {
      String text = "HTTP " + status;
      if (status >= 200 && status < 300) {
        return new Outcome.Delivered(text);
      }
      if (status >= 300 && status < 400) {
        return new Outcome.Rejected(text + ", redirects are not followed");
      }
      return status == TOO_MANY || status == 408 || status >= 500
          ? new Outcome.Retryable(text, retryAfter)
          : new Outcome.Rejected(text);
    }
  }

  /** Posts a body once and says what became of it. Blocks. */
  public Outcome post(String address, Map<String, String> headers, byte[] body) {
    return send(address, headers, body, response -> Future.succeededFuture(withoutBody(response)));
  }

  /** As without reading, for destinations that say in the answer's body what became of it. */
  public Outcome post(
      String address, Map<String, String> headers, byte[] body, Function<Reply, Outcome> reading) {
    return send(
        address,
        headers,
        body,
        response ->
            response
                .body()
                .map(
                    said -> reading.apply(reply(response, said.toString(StandardCharsets.UTF_8)))));
  }

  private Outcome send(
      String address,
      Map<String, String> headers,
      byte[] body,
      Function<HttpClientResponse, Future<Outcome>> reading) {
    return switch (destinations.resolved(address)) {
      case Forbidden(var rule) ->
          rule == ForbiddenDestination.UNRESOLVED
              ? new Outcome.Retryable("the host cannot be resolved")
              : new Outcome.Rejected("the destination is forbidden: " + rule.words());
      case Allowed allowed -> send(allowed, headers, body, reading);
    };
  }

  @PreDestroy
  void close() {
    client.close();
  }

  private Outcome send(
      Allowed allowed,
      Map<String, String> headers,
      byte[] body,
      Function<HttpClientResponse, Future<Outcome>> reading) {
    Future<HttpClientRequest> connecting = client.request(options(allowed, headers));
    HttpClientRequest request;
    try {
      request = await(connecting, timeout.plusSeconds(1));
    } catch (ExecutionException | TimeoutException notConnected) {
      return new Outcome.Retryable("could not connect");
    }
    try {
      return await(request.send(Buffer.buffer(body)).compose(reading), timeout);
    } catch (TimeoutException silent) {
      return new Outcome.Ambiguous("no answer in " + timeout.toMillis() + " ms");
    } catch (ExecutionException broken) {
      return new Outcome.Ambiguous("the connection broke before an answer came");
    } finally {
      request.reset();
    }
  }

  private static RequestOptions options(Allowed allowed, Map<String, String> headers) {
    URI uri = allowed.uri();
    boolean tls = uri.getScheme().equalsIgnoreCase("https");
    int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String host = uri.getHost();
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setServer(SocketAddress.inetSocketAddress(port, allowed.address().getHostAddress()))
            .setHost(host.startsWith("[") ? host.substring(1, host.length() - 1) : host)
            .setPort(port)
            .setSsl(tls)
            .setFollowRedirects(false)
            .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    headers.forEach(options::putHeader);
    return options;
  }

  /**
   * Runs on the event loop, before the answer can end. The body is not read: that the connection is
   * reset after the status is no failure.
   */
  private Outcome withoutBody(HttpClientResponse response) {
    response.exceptionHandler(reset -> {});
    return reply(response, "").outcome();
  }

  private static Reply reply(HttpClientResponse response, String body) {
    return new Reply(response.statusCode(), retryAfter(response.getHeader("Retry-After")), body);
  }

  /** Seconds; dates are rare and not read. */
  static Optional<Duration> retryAfter(@Nullable String header) {
    if (header == null || !header.strip().matches("[0-9]{1,7}")) {
      return Optional.empty();
    }
    return Optional.of(Duration.ofSeconds(Long.parseLong(header.strip())));
  }

  private static <T> T await(Future<T> future, Duration limit)
      throws ExecutionException, TimeoutException {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException | CancellationException stopped) {
      Thread.currentThread().interrupt();
      throw new TimeoutException("stopped");
    }
  }
}
