package io.barometer.edge.jwt;

import io.barometer.edge.Caller;
import io.barometer.edge.Refusal;
import io.barometer.edge.Roles;
import io.barometer.proto.access.v1.Role;
import io.barometer.proto.error.v1.ErrorReason;
import io.grpc.Status;
import java.security.Key;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.VerificationJwkSelector;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/** Turns a token into a caller, or says why not. Never blocks. */
final class JwtVerifier implements AutoCloseable {

  private static final Duration SOON = Duration.ofSeconds(1);

  private final JwtSettings settings;
  private final SigningKeys keys;
  private final JwtConsumer consumer;

  JwtVerifier(JwtSettings settings) {
    this.settings = settings;
    this.keys = new SigningKeys(settings);
    this.consumer =
        new JwtConsumerBuilder()
            .setRequireExpirationTime()
            .setRequireSubject()
            .setExpectedIssuer(true, settings.issuer())
            .setExpectedAudience(true, settings.audience())
            .setAllowedClockSkewInSeconds((int) settings.skew().toSeconds())
            .setJwsAlgorithmConstraints(
                new AlgorithmConstraints(
                    ConstraintType.PERMIT, settings.algorithms().toArray(String[]::new)))
            .setVerificationKeyResolver((signature, nesting) -> key(signature))
            .build();
  }

  /**
   * Whose token it is.
   *
   * @throws Refusal UNAUTHENTICATED when it is not valid here and now; UNAVAILABLE before the
   *     issuer's keys were read for the first time
   */
  Caller verify(String token) {
    if (keys.current().isEmpty()) {
      throw Refusal.of(Status.Code.UNAVAILABLE, ErrorReason.ERROR_REASON_UNAVAILABLE)
          .message("The keys of the token issuer are not there yet. Send the same call again.")
          .retryAfter(SOON);
    }
    try {
      return caller(consumer.processToClaims(token));
    } catch (InvalidJwtException invalid) {
      throw refused(why(invalid));
    }
  }

  private Key key(JsonWebSignature signature) throws UnresolvableKeyException {
    try {
      List<JsonWebKey> known = keys.current();
      JsonWebKey found = select(signature, known);
      if (found == null) {
        keys.refresh();
        throw new UnresolvableKeyException("no such key");
      }
      return found.getKey();
    } catch (JoseException unusable) {
      throw new UnresolvableKeyException("no usable key", unusable);
    }
  }

  private static @Nullable JsonWebKey select(JsonWebSignature signature, List<JsonWebKey> known)
      throws JoseException {
    return new VerificationJwkSelector().select(signature, known);
  }

  private Caller caller(JwtClaims claims) {
    if (!(claim(claims, settings.tenantClaim()) instanceof String tenant)
        || tenant.isBlank()
        || tenant.equals("*")) {
      throw refused("The token names no tenant.");
    }
    Set<Role> held = EnumSet.noneOf(Role.class);
    for (String name : names(claim(claims, settings.rolesClaim()))) {
      Role role =
          name.startsWith(settings.rolePrefix())
              ? Roles.named(name.substring(settings.rolePrefix().length()))
              : null;
      if (role != null && role != Role.ROLE_SERVICE) {
        held.add(role);
      }
    }
    if (held.isEmpty()) {
      throw refused("The token names no role of Barometer.");
    }
    return new Caller(tenant, new Roles(held), String.valueOf(claims.getClaimValue("sub")));
  }

  private static @Nullable Object claim(JwtClaims claims, String path) {
    Object found = claims.getClaimsMap();
    if (claims.hasClaim(path)) {
      return claims.getClaimValue(path);
    }
    for (String step : path.split("/", -1)) {
      found = found instanceof Map<?, ?> object ? object.get(step) : null;
    }
    return found;
  }

  private static List<String> names(@Nullable Object claim) {
    return switch (claim) {
      case String text -> Arrays.asList(text.strip().split(" +"));
      case Collection<?> list -> list.stream().map(String::valueOf).toList();
      case null, default -> List.of();
    };
  }

  private static String why(InvalidJwtException invalid) {
    if (invalid.hasErrorCode(ErrorCodes.EXPIRED)) {
      return "The token has expired.";
    }
    if (invalid.hasErrorCode(ErrorCodes.NOT_YET_VALID)) {
      return "The token is not valid yet.";
    }
    if (invalid.hasErrorCode(ErrorCodes.AUDIENCE_INVALID)
        || invalid.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
      return "The token is for another audience.";
    }
    return "The token is not one that is accepted here.";
  }

  private static Refusal refused(String message) {
    return Refusal.of(Status.Code.UNAUTHENTICATED, ErrorReason.ERROR_REASON_UNAUTHENTICATED)
        .message(message);
  }

  /** Whether a credential looks like a token at all: three parts, the first of them JSON. */
  static boolean isToken(String credential) {
    return credential.startsWith("eyJ") && credential.chars().filter(c -> c == '.').count() >= 2;
  }

  @Override
  public void close() {
    keys.close();
  }
}
