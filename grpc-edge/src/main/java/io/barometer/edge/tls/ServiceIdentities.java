package io.barometer.edge.tls;

import io.barometer.edge.Caller;
import io.barometer.edge.Roles;
import io.barometer.proto.access.v1.Role;
import io.grpc.Attributes;
import io.grpc.Grpc;
import jakarta.inject.Singleton;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Knows the platform's services by their certificates: one whose alternative names hold one of
 * {@code barometer.service-identities}, from an authority of {@code barometer.tls.trust}.
 */
@Singleton
public class ServiceIdentities {

  private static final int DNS = 2;
  private static final int URI = 6;

  private final Set<String> names;

  /** Knows services by these names. */
  public ServiceIdentities(
      @ConfigProperty(name = "barometer.service-identities") Optional<List<String>> names) {
    this.names = Set.copyOf(names.orElse(List.of()));
  }

  /** The service at the other end, or null when it showed no certificate of one. Never blocks. */
  public @Nullable Caller find(Attributes connection) {
    SSLSession session = connection.get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
    if (session == null || names.isEmpty()) {
      return null;
    }
    try {
      Certificate shown = session.getPeerCertificates()[0];
      String name = shown instanceof X509Certificate certificate ? known(certificate) : null;
      return name == null ? null : new Caller("*", Roles.of(Role.ROLE_SERVICE), name);
    } catch (SSLPeerUnverifiedException | CertificateParsingException none) {
      return null;
    }
  }

  private @Nullable String known(X509Certificate certificate) throws CertificateParsingException {
    Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
    if (alternatives == null) {
      return null;
    }
    for (List<?> name : alternatives) {
      boolean text = name.getFirst() instanceof Integer kind && (kind == DNS || kind == URI);
      if (text && name.get(1) instanceof String found && names.contains(found)) {
        return found;
      }
    }
    return null;
  }
}
