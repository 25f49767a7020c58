package io.barometer.e2e.platform;

import io.barometer.embedded.PostgresTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * What the platforms of one JVM need not make anew: an initialised PostgreSQL and Kafka's classes
 * as the JVM has read them.
 */
final class PlatformTemplate {
  private static final String KAFKA = "kafka.jsa";

  /** Kafka's classes of the first platform that was stopped. */
  private static @Nullable Path kafka;

  private PlatformTemplate() {}

  /** Fills a data folder that is new; leaves another one as it is. */
  static synchronized void prepare(Path data) {
    try {
      Path postgres = Files.createDirectories(data).resolve("postgres");
      if (!Files.exists(postgres)) {
        PostgresTemplate.copyTo(postgres);
        if (kafka != null) {
          Files.copy(kafka, data.resolve(KAFKA), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Looks at the data folder of a platform that was stopped. */
  static synchronized void keep(Path data) {
    Path made = data.resolve(KAFKA);
    if (kafka == null && Files.exists(made)) {
      try {
        Path kept = Files.createTempFile("barometer-kafka", ".jsa");
        kept.toFile().deleteOnExit();
        kafka = Files.copy(made, kept, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
