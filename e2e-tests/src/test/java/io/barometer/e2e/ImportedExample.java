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
    return new ImportedExample(platform, outlets, summary, ExpectedPlatform.afterFirstTwoYears());
  }

  @Override
  public void close() {
    platform.close();
    outlets.close();
  }

  /** Hands over the one platform. */
  static final class Resolver extends SharedResolver<ImportedExample> {
    Resolver() {
      super(ImportedExample.class);
    }

    @Override
    protected ImportedExample start() throws IOException {
      return ImportedExample.start();
    }
  }
}
