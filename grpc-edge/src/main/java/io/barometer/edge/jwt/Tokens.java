package io.barometer.edge.jwt;

import io.barometer.edge.Caller;
import io.barometer.edge.CredentialSource;
import io.barometer.edge.Refusal;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Tokens of the issuer {@code barometer.jwt.issuer}; none are accepted when it is not set. */
@Singleton
@Startup
public class Tokens implements CredentialSource {

  private final @Nullable JwtVerifier verifier;

  public Tokens(
      @ConfigProperty(name = "barometer.jwt.issuer") Optional<String> issuer,
      @ConfigProperty(name = "barometer.jwt.audience") Optional<String> audience,
      @ConfigProperty(name = "barometer.jwt.jwks-url") Optional<URI> keys,
      @ConfigProperty(name = "barometer.jwt.algorithms", defaultValue = "RS256,PS256,ES256,EdDSA")
          List<String> algorithms,
      @ConfigProperty(name = "barometer.jwt.tenant-claim", defaultValue = "barometer_tenant")
          String tenantClaim,
      @ConfigProperty(name = "barometer.jwt.roles-claim", defaultValue = "barometer_roles")
          String rolesClaim,
      @ConfigProperty(name = "barometer.jwt.role-prefix") Optional<String> rolePrefix,
      @ConfigProperty(name = "barometer.jwt.clock-skew", defaultValue = "PT30S") Duration skew,
      @ConfigProperty(name = "barometer.jwt.refresh", defaultValue = "PT10M") Duration refresh,
      @ConfigProperty(name = "barometer.jwt.refresh-pause", defaultValue = "PT10S")
          Duration pause) {
    this.verifier =
        issuer
            .map(
                name ->
                    new JwtVerifier(
                        new JwtSettings(
                            name,
                            audience.orElse(""),
                            keys,
                            algorithms,
                            tenantClaim,
                            rolesClaim,
                            rolePrefix.orElse(""),
                            skew,
                            refresh,
                            pause)))
            .orElse(null);
  }

  /**
   * {@inheritDoc}
   *
   * @throws Refusal UNAUTHENTICATED when it is a token that is not valid here and now
   */
  @Override
  public @Nullable Caller find(String credential) {
    return verifier != null && JwtVerifier.isToken(credential) ? verifier.verify(credential) : null;
  }

  @PreDestroy
  void close() {
    if (verifier != null) {
      verifier.close();
    }
  }
}
