package io.barometer.edge.jwt;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/**
 * The issuer's public keys, read by a thread of their own: at the start, now and then, and when
 * somebody asks for one that is not there, with a pause between two reads. What was read stays in
 * use while the issuer is away.
 */
final class SigningKeys implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(SigningKeys.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MOST_BYTES = 1_000_000;

  private final JwtSettings settings;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final LinkedBlockingQueue<Boolean> wishes = new LinkedBlockingQueue<>(1);
  private final Thread reader;
  private volatile List<JsonWebKey> keys = List.of();

  SigningKeys(JwtSettings settings) {
    this.settings = settings;
    this.reader = Thread.ofVirtual().name("signing-keys").start(this::readOnAndOn);
  }

  /** The keys as last read; empty until the first time. Never blocks. */
  List<JsonWebKey> current() {
    return keys;
  }

  /** Asks for the keys to be read again soon. Never blocks. */
  void refresh() {
    wishes.offer(true);
  }

  @Override
  public void close() {
    reader.interrupt();
    client.shutdownNow();
  }

  private void readOnAndOn() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        boolean read = tryToRead();
        TimeUnit.MILLISECONDS.sleep(settings.pause().toMillis());
        long patience = read ? settings.refresh().minus(settings.pause()).toMillis() : 0;
        wishes.poll(patience, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean tryToRead() throws InterruptedException {
    try {
      URI place = settings.keys().isPresent() ? settings.keys().get() : discovered();
      keys = List.copyOf(new JsonWebKeySet(get(place)).getJsonWebKeys());
      return true;
    } catch (IOException | JoseException | IllegalArgumentException failure) {
      LOG.warnf("The keys of the token issuer cannot be read cause=\"%s\"", failure.getMessage());
      return false;
    }
  }

  private URI discovered() throws IOException, InterruptedException, JoseException {
    var document = JsonUtil.parseJson(get(settings.discovery()));
    if (!settings.issuer().equals(document.get("issuer"))) {
      throw new IOException("the discovery document is of another issuer");
    }
    URI place = URI.create(String.valueOf(document.get("jwks_uri")));
    JwtSettings.secure("jwks_uri", place);
    return place;
  }

  private String get(URI place) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(place).timeout(PATIENCE).build();
    var response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      if (response.statusCode() != 200) {
        throw new IOException("status " + response.statusCode());
      }
      byte[] bytes = body.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException("more than a megabyte");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
