package io.barometer.edge.jwt;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whose tokens are believed, and how they are read. Nothing has a default that would let anybody
 * in.
 *
 * @param issuer the exact {@code iss} of every token
 * @param audience one that every token must name in {@code aud}
 * @param keys where the issuer's keys are; empty to ask its discovery document
 * @param algorithms what tokens may be signed with
 * @param tenantClaim the claim with the tenant; steps into objects by {@code /}
 * @param rolesClaim the claim with the roles, a list or a text with blanks
 * @param rolePrefix what stands before the names of our roles; other roles are not ours
 * @param skew how much clocks may differ
 * @param refresh after so long the keys are read anew
 * @param pause keys are not read more often, whatever tokens come
 */
record JwtSettings(
    String issuer,
    String audience,
    Optional<URI> keys,
    List<String> algorithms,
    String tenantClaim,
    String rolesClaim,
    String rolePrefix,
    Duration skew,
    Duration refresh,
    Duration pause) {

  /** Asymmetric ones alone: a key that everybody can read must not sign. */
  private static final Set<String> KNOWN =
      Set.of(
          "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  JwtSettings {
    require(
        !audience.isBlank(),
        "barometer.jwt.issuer is set without barometer.jwt.audience: set the audience that the"
            + " issuer puts into tokens for Barometer");
    require(
        !tenantClaim.isBlank() && !rolesClaim.isBlank(),
        "barometer.jwt.tenant-claim and barometer.jwt.roles-claim must name claims");
    require(
        !algorithms.isEmpty() && KNOWN.containsAll(algorithms),
        "barometer.jwt.algorithms must be some of "
            + KNOWN.stream().sorted().toList()
            + ", joined by commas");
    secure("barometer.jwt.issuer", URI.create(issuer));
    keys.ifPresent(uri -> secure("barometer.jwt.jwks-url", uri));
  }

  /** Where the issuer tells about itself. */
  URI discovery() {
    String base = issuer.endsWith("/") ? issuer : issuer + "/";
    return URI.create(base + ".well-known/openid-configuration");
  }

  /** Whoever can change what comes over the wire can sign tokens. */
  static void secure(String what, URI uri) {
    String host = String.valueOf(uri.getHost());
    require(
        "https".equals(uri.getScheme())
            || ("http".equals(uri.getScheme()) && LOOPBACK.contains(host)),
        what + " must be an https address");
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
