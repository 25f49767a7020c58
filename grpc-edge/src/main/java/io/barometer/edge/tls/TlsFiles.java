package io.barometer.edge.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * Where a service's certificate, its key and those whom it trusts are, all as PEM.
 *
 * @param certificate the certificate and those between it and the authority
 * @param key its private key, PKCS #8
 * @param trust the authorities of clients and of other services
 * @param reload how often the files are looked at
 */
record TlsFiles(Path certificate, Path key, Path trust, Duration reload) {

  private static final String PREFIX = "barometer.tls.";

  /**
   * What is configured; empty when nothing is.
   *
   * @throws IllegalStateException when only some of the three files are
   */
  static Optional<TlsFiles> of(Config config) {
    Optional<Path> certificate = file(config, "certificate");
    Optional<Path> key = file(config, "key");
    Optional<Path> trust = file(config, "trust");
    if (certificate.isEmpty() && key.isEmpty() && trust.isEmpty()) {
      return Optional.empty();
    }
    if (certificate.isEmpty() || key.isEmpty() || trust.isEmpty()) {
      throw new IllegalStateException(
          "Start refused: set barometer.tls.certificate, barometer.tls.key and barometer.tls.trust,"
              + " or none of them");
    }
    Duration reload =
        config.getOptionalValue(PREFIX + "reload", Duration.class).orElse(Duration.ofSeconds(30));
    return Optional.of(new TlsFiles(certificate.get(), key.get(), trust.get(), reload));
  }

  private static Optional<Path> file(Config config, String name) {
    return config
        .getOptionalValue(PREFIX + name, String.class)
        .filter(text -> !text.isBlank())
        .map(Path::of);
  }

  /** All bytes of the three files, to see whether one changed. */
  String content() throws IOException {
    return Files.readString(certificate)
        + '\0'
        + Files.readString(key)
        + '\0'
        + Files.readString(trust);
  }
}
