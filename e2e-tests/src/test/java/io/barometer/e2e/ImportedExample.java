package io.barometer.e2e;

import io.barometer.e2e.example.ExampleFile;
import io.barometer.e2e.example.ExampleRow;
import io.barometer.e2e.example.ExpectedPlatform;
import io.barometer.e2e.platform.Outlets;
import io.barometer.e2e.platform.Platform;
import io.barometer.launcher.importer.ImportSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A running platform that has imported the example's first two years, and what the pure model says
 * about them. Started once for all test classes that ask for it.
 */
record ImportedExample(
    Platform platform, Outlets outlets, ImportSummary summary, ExpectedPlatform expected)
    implements AutoCloseable {

  /** Alerts from here on are told. */
  static final Instant ACTIVE_FROM = Instant.parse("2012-06-01T00:00:00Z");

  /** Whom each rule tells. */
  static final Map<String, List<String>> TOLD =
      Map.of(
          "at-risk-intervention", List.of(Outlets.SLACK, Outlets.WEBHOOK),
          "sustained-low", List.of(Outlets.EMAIL),
          "expansion", List.of(Outlets.WEBHOOK),
          "rapid-decline-30d", List.of(Outlets.WEBHOOK));

  private static final Duration QUIET = Duration.ofMinutes(3);

  private static ImportedExample start() throws IOException {
    List<ExampleRow> rows = ExampleFile.firstTwoYears();
    Outlets outlets = Outlets.start();
    Platform platform =
        Platform.start(Files.createTempDirectory("barometer-example"), outlets::reachable);
    outlets.connect(platform, ACTIVE_FROM, TOLD);
    ImportSummary summary = platform.importRows(rows);
    platform.awaitQuiet(QUIET);
    return new ImportedExample(platform, outlets, summary, ExpectedPlatform.after(rows));
  }

  @Override
  public void close() {
    platform.close();
    outlets.close();
  }

  /**
   * The one platform, or why there is none: a start that failed is not tried again for every test.
   */
  private record Attempt(CompletableFuture<ImportedExample> example) implements AutoCloseable {
    static Attempt begin() {
      CompletableFuture<ImportedExample> example = new CompletableFuture<>();
      try {
        example.complete(start());
      } catch (IOException | RuntimeException failure) {
        example.completeExceptionally(failure);
      }
      return new Attempt(example);
    }

    @Override
    public void close() {
      if (!example.isCompletedExceptionally()) {
        example.join().close();
      }
    }
  }

  /**
   * Hands the one platform to constructors and test methods; it is stopped when all tests are
   * through.
   */
  static final class Resolver implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == ImportedExample.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.GLOBAL)
          .computeIfAbsent(Attempt.class, key -> Attempt.begin(), Attempt.class)
          .example()
          .join();
    }
  }
}
