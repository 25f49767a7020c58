package io.barometer.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.barometer.edge.Caller;
import io.barometer.edge.Refusal;
import io.barometer.edge.Roles;
import io.barometer.edge.jwt.Tokens;
import io.barometer.proto.access.v1.Role;
import io.grpc.Status;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Tokens of a real issuer, by HTTP. */
class TokensTest {

  private static final TestIssuer ISSUER = TestIssuer.start();
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final String NOT_ACCEPTED = "The token is not one that is accepted here.";
  private static final Tokens TOKENS = tokens(ISSUER.url(), "barometer_roles", "");

  private static Tokens tokens(String issuer, String rolesClaim, String prefix) {
    return new Tokens(
        Optional.of(issuer),
        Optional.of(TestIssuer.AUDIENCE),
        Optional.empty(),
        List.of("RS256", "ES256"),
        "barometer_tenant",
        rolesClaim,
        Optional.of(prefix),
        Duration.ofSeconds(30),
        Duration.ofMinutes(10),
        PAUSE);
  }

  @AfterAll
  static void stop() {
    ISSUER.close();
  }

  @Test
  void aTokenNamesTenantAndRoles() throws InterruptedException {
    assertThat(caller(TOKENS, ISSUER.token("acme", "operator", "source")))
        .isEqualTo(new Caller("acme", Roles.of(Role.ROLE_OPERATOR, Role.ROLE_SOURCE), "somebody"));
    assertThat(caller(TOKENS, ISSUER.ellipticToken("acme", "viewer")))
        .isEqualTo(new Caller("acme", Roles.of(Role.ROLE_VIEWER), "somebody"));
  }

  @Test
  void whatIsNoTokenIsNotAskedAbout() {
    assertThat(TOKENS.find("0123456789abcdef")).isNull();
    assertThat(TOKENS.find("a.b.c")).isNull();
  }

  @Test
  void aTokenOutOfItsTimeIsRefusedWithTheReason() throws InterruptedException {
    assertThat(refusal(claims -> claims.setExpirationTimeMinutesInTheFuture(-1)))
        .isEqualTo("The token has expired.");
    assertThat(refusal(claims -> claims.setNotBefore(in(Duration.ofMinutes(1)))))
        .isEqualTo("The token is not valid yet.");
    assertThat(refusal(claims -> claims.unsetClaim("exp"))).isEqualTo(NOT_ACCEPTED);
    assertThat(refusal(claims -> claims.unsetClaim("sub"))).isEqualTo(NOT_ACCEPTED);
  }

  @Test
  void aTokenFromOrForSomebodyElseIsRefused() throws InterruptedException {
    assertThat(refusal(claims -> claims.setAudience("another")))
        .isEqualTo("The token is for another audience.");
    assertThat(refusal(claims -> claims.unsetClaim("aud")))
        .isEqualTo("The token is for another audience.");
    assertThat(refusal(claims -> claims.setIssuer(ISSUER.url() + "/"))).isEqualTo(NOT_ACCEPTED);
    assertThat(refusal(claims -> claims.unsetClaim("iss"))).isEqualTo(NOT_ACCEPTED);
  }

  @Test
  void aTokenWithoutATrueSignatureIsRefused() throws InterruptedException {
    assertThat(refusal(ISSUER.unsignedToken("acme", "admin"))).isEqualTo(NOT_ACCEPTED);
    assertThat(refusal(ISSUER.confusedToken("acme", "admin"))).isEqualTo(NOT_ACCEPTED);
    assertThat(refusal(ISSUER.forgedToken("acme", "admin"))).isEqualTo(NOT_ACCEPTED);
    assertThat(refusal(ISSUER.strangeToken("acme", "admin"))).isEqualTo(NOT_ACCEPTED);
  }

  @Test
  void aTokenWithoutTenantOrRoleIsRefusedAndNobodyBecomesAService() throws InterruptedException {
    assertThat(refusal(claims -> claims.unsetClaim("barometer_tenant")))
        .isEqualTo("The token names no tenant.");
    assertThat(refusal(ISSUER.token("*", "admin"))).isEqualTo("The token names no tenant.");
    assertThat(refusal(ISSUER.token("acme", "service", "king")))
        .isEqualTo("The token names no role of Barometer.");
  }

  @Test
  void rolesMayStandDeeperAndHaveAPrefix() throws InterruptedException {
    Tokens keycloak = tokens(ISSUER.url(), "realm_access/roles", "barometer-");
    String token =
        ISSUER.token(
            "acme",
            claims ->
                claims.setClaim(
                    "realm_access", Map.of("roles", List.of("admin", "barometer-viewer"))));
    assertThat(caller(keycloak, token))
        .isEqualTo(new Caller("acme", Roles.of(Role.ROLE_VIEWER), "somebody"));
  }

  @Test
  void aNewKeyIsFoundAndStrangeKeysDoNotFloodTheIssuer() throws InterruptedException {
    refusal(ISSUER.strangeToken("acme", "viewer"));
    String fresh = ISSUER.tokenOfNewKey("acme", "viewer");
    int before = ISSUER.reads();
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    Caller found = null;
    for (int i = 0; found == null && System.nanoTime() < end; i++) {
      found = tryFind(fresh);
      Thread.sleep(1);
    }
    assertThat(found).isEqualTo(new Caller("acme", Roles.of(Role.ROLE_VIEWER), "somebody"));
    assertThat(ISSUER.reads() - before).isBetween(1, 2);
  }

  @Test
  void aCallBeforeTheKeysAreThereIsToldToComeAgain() {
    Tokens early = tokens("http://127.0.0.1:1", "barometer_roles", "");
    assertThatThrownBy(() -> early.find(ISSUER.token("acme", "viewer")))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.code()).isEqualTo(Status.Code.UNAVAILABLE));
  }

  @Test
  void nothingThatOpensIsAccepted() {
    assertThatThrownBy(() -> tokens("http://id.example.com", "roles", ""))
        .hasMessage("barometer.jwt.issuer must be an https address");
    assertThatThrownBy(() -> configured(Optional.empty(), List.of("RS256")))
        .hasMessageStartingWith("barometer.jwt.issuer is set without barometer.jwt.audience");
    assertThatThrownBy(() -> configured(Optional.of("barometer"), List.of("none")))
        .hasMessageStartingWith("barometer.jwt.algorithms must be some of");
    assertThatThrownBy(() -> configured(Optional.of("barometer"), List.of("RS256", "HS256")))
        .hasMessageStartingWith("barometer.jwt.algorithms must be some of");
  }

  private static Tokens configured(Optional<String> audience, List<String> algorithms) {
    return new Tokens(
        Optional.of("https://id.example.com"),
        audience,
        Optional.of(URI.create("https://id.example.com/keys")),
        algorithms,
        "tenant",
        "roles",
        Optional.empty(),
        Duration.ZERO,
        PAUSE,
        PAUSE);
  }

  private static NumericDate in(Duration later) {
    return NumericDate.fromSeconds(NumericDate.now().getValue() + later.toSeconds());
  }

  private static String refusal(java.util.function.Consumer<JwtClaims> change)
      throws InterruptedException {
    return refusal(ISSUER.token("acme", change, "admin"));
  }

  private static String refusal(String token) throws InterruptedException {
    caller(TOKENS, ISSUER.token("acme", "viewer"));
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> TOKENS.find(token));
    assertThat(refusal.code()).isEqualTo(Status.Code.UNAUTHENTICATED);
    return refusal.getMessage();
  }

  /** Waits for the first reading of the keys. */
  private static @Nullable Caller caller(Tokens tokens, String token) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (true) {
      try {
        return tokens.find(token);
      } catch (Refusal refusal) {
        if (refusal.code() != Status.Code.UNAVAILABLE || System.nanoTime() > end) {
          throw refusal;
        }
        Thread.sleep(10);
      }
    }
  }

  private static @Nullable Caller tryFind(String token) {
    try {
      return TOKENS.find(token);
    } catch (Refusal notYet) {
      return null;
    }
  }
}
