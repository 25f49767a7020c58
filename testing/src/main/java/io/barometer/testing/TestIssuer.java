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
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
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

  private final HttpServer server;
  private final AtomicInteger reads = new AtomicInteger();
  private final PublicJsonWebKey rsa;
  private final PublicJsonWebKey elliptic;
  private volatile List<PublicJsonWebKey> published;

  private TestIssuer() throws IOException, JoseException {
    rsa = RsaJwkGenerator.generateJwk(2048);
    rsa.setKeyId("rsa");
    elliptic = EcJwkGenerator.generateJwk(EllipticCurves.P256);
    elliptic.setKeyId("elliptic");
    published = List.of(rsa, elliptic);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answer(
        "/.well-known/openid-configuration",
        () -> "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(url(), url() + KEYS));
    answer(
        KEYS,
        () -> {
          reads.incrementAndGet();
          return new JsonWebKeySet(published).toJson();
        });
    server.start();
  }

  /** Starts one on a free port. */
  public static TestIssuer start() {
    try {
      return new TestIssuer();
    } catch (IOException | JoseException failure) {
      throw new IllegalStateException("no issuer", failure);
    }
  }

  /** The issuer of its tokens. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What a service is told to believe it. */
  public Map<String, String> configuration() {
    return Map.of("barometer.jwt.issuer", url(), "barometer.jwt.audience", AUDIENCE);
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
    return signed(
        secret, "rsa", AlgorithmIdentifiers.HMAC_SHA256, tenant, claims -> {}, roles);
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
    claims.setIssuer(url());
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

  private void answer(String path, Body body) {
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
    server.stop(0);
  }
}
