package io.barometer.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** An OpenID provider on loopback that signs whatever a test wants. */
public final class TestIssuer implements AutoCloseable {

  /** Who tokens are for. */
  public static final String AUDIENCE = "barometer";

  private static final String KEYS = "/keys";

  private static final String URL = "barometer.testing.issuer";
  private static final String SECRETS = "barometer.testing.issuer-keys";

  private final @Nullable HttpServer server;
  private final String url;
  private final AtomicInteger reads = new AtomicInteger();
  private final PublicJsonWebKey rsa;
  private final PublicJsonWebKey elliptic;
  private volatile List<PublicJsonWebKey> published;

  private TestIssuer(@Nullable HttpServer server, String url, List<PublicJsonWebKey> keys) {
    this.server = server;
    this.url = url;
    this.rsa = keys.getFirst();
    this.elliptic = keys.getLast();
    this.published = keys;
  }

  /** Starts one on a free port. */
  public static TestIssuer start() {
    try {
      PublicJsonWebKey rsa = newKey("rsa");
      PublicJsonWebKey elliptic = EcJwkGenerator.generateJwk(EllipticCurves.P256);
      elliptic.setKeyId("elliptic");
      var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      HttpServer server = HttpServer.create(loopback, 0);
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      TestIssuer issuer = new TestIssuer(server, url, List.of(rsa, elliptic));
      issuer.serve(server);
      return issuer;
    } catch (IOException | JoseException failure) {
      throw new IllegalStateException("no issuer", failure);
    }
  }

  /**
   * The one that the Quarkus application of this test believes. A test has classes of its own, so
   * the configuration carries the keys over; this one signs and serves nothing.
   */
  public static TestIssuer ofTest() {
    Config config = ConfigProvider.getConfig();
    try {
      List<PublicJsonWebKey> keys =
          new JsonWebKeySet(config.getValue(SECRETS, String.class))
              .getJsonWebKeys().stream().map(PublicJsonWebKey.class::cast).toList();
      return new TestIssuer(null, config.getValue(URL, String.class), keys);
    } catch (JoseException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void serve(HttpServer server) {
    answer(
        server,
        "/.well-known/openid-configuration",
        () -> "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(url, url + KEYS));
    answer(
        server,
        KEYS,
        () -> {
          reads.incrementAndGet();
          return new JsonWebKeySet(published).toJson();
        });
    server.start();
  }

  /** The issuer of its tokens. */
  public String url() {
    return url;
  }

  /** What a service is told to believe it, and {@link #ofTest} to be it. */
  public Map<String, String> configuration() {
    return Map.of(
        "barometer.jwt.issuer",
        url,
        "barometer.jwt.audience",
        AUDIENCE,
        URL,
        url,
        SECRETS,
        new JsonWebKeySet(rsa, elliptic).toJson(OutputControlLevel.INCLUDE_PRIVATE));
  }

  /** How often its keys were read. */
  public int reads() {
    return reads.get();
  }

  /** A valid token. */
  public String token(String tenant, String... roles) {
    return token(tenant, claims -> {}, roles);
  }

  /** A token that differs from a valid one in its claims. */
  public String token(String tenant, Consumer<JwtClaims> change, String... roles) {
    return signed(
        rsa.getPrivateKey(), "rsa", AlgorithmIdentifiers.RSA_USING_SHA256, tenant, change, roles);
  }

  /** A valid token with a signature on an elliptic curve. */
  public String ellipticToken(String tenant, String... roles) {
    return signed(
        elliptic.getPrivateKey(),
        "elliptic",
        AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
        tenant,
        claims -> {},
        roles);
  }

  /** A token whose header says that it needs no signature. */
  public String unsignedToken(String tenant, String... roles) {
    return signed(null, "rsa", AlgorithmIdentifiers.NONE, tenant, claims -> {}, roles);
  }

  /** A token that is signed with the text of the public key, as if that were a secret. */
  public String confusedToken(String tenant, String... roles) {
    Key secret = new HmacKey(rsa.getPublicKey().getEncoded());
    return signed(secret, "rsa", AlgorithmIdentifiers.HMAC_SHA256, tenant, claims -> {}, roles);
  }

  /** A token with another key under a published id. */
  public String forgedToken(String tenant, String... roles) {
    return signedByStranger("rsa", tenant, roles);
  }

  /** A token with a key id that the issuer does not publish. */
  public String strangeToken(String tenant, String... roles) {
    return signedByStranger("stranger", tenant, roles);
  }

  /** From now on the issuer publishes this new key too. */
  public String tokenOfNewKey(String tenant, String... roles) {
    PublicJsonWebKey fresh = newKey("fresh");
    published = List.of(rsa, elliptic, fresh);
    return signed(
        fresh.getPrivateKey(),
        "fresh",
        AlgorithmIdentifiers.RSA_USING_SHA256,
        tenant,
        claims -> {},
        roles);
  }

  private String signedByStranger(String keyId, String tenant, String... roles) {
    return signed(
        newKey(keyId).getPrivateKey(),
        keyId,
        AlgorithmIdentifiers.RSA_USING_SHA256,
        tenant,
        claims -> {},
        roles);
  }

  private static PublicJsonWebKey newKey(String id) {
    try {
      PublicJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
      key.setKeyId(id);
      return key;
    } catch (JoseException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private String signed(
      @Nullable Key key,
      String keyId,
      String algorithm,
      String tenant,
      Consumer<JwtClaims> change,
      String... roles) {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(url);
    claims.setAudience(AUDIENCE, "others");
    claims.setSubject("somebody");
    claims.setIssuedAtToNow();
    claims.setExpirationTimeMinutesInTheFuture(10);
    claims.setStringClaim("barometer_tenant", tenant);
    claims.setStringListClaim("barometer_roles", List.of(roles));
    change.accept(claims);
    JsonWebSignature signature = new JsonWebSignature();
    signature.setPayload(claims.toJson());
    signature.setKeyIdHeaderValue(keyId);
    signature.setAlgorithmHeaderValue(algorithm);
    signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
    signature.setKey(key);
    try {
      return signature.getCompactSerialization();
    } catch (JoseException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private interface Body {
    String text();
  }

  private static void answer(HttpServer server, String path, Body body) {
    server.createContext(
        path,
        exchange -> {
          byte[] bytes = body.text().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          try (var out = exchange.getResponseBody()) {
            out.write(bytes);
          }
        });
  }

  @Override
  public void close() {
    if (server != null) {
      server.stop(0);
    }
  }
}
