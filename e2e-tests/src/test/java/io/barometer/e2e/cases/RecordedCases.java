package io.barometer.e2e.cases;

import com.google.protobuf.Timestamp;
import io.barometer.e2e.SharedResolver;
import io.barometer.e2e.example.ExampleFile;
import io.barometer.e2e.platform.Outlets;
import io.barometer.e2e.platform.Platform;
import io.barometer.language.ModelCase;
import io.barometer.launcher.client.Connection;
import io.barometer.proto.ingestion.v1.AdvanceClockRequest;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc.IngestionServiceBlockingStub;
import io.barometer.proto.ingestion.v1.RecordEventsRequest;
import io.barometer.proto.scoring.v1.ActivateModelRequest;
import io.barometer.proto.scoring.v1.ListModelsRequest;
import io.barometer.proto.scoring.v1.ModelChange;
import io.barometer.proto.scoring.v1.ModelRef;
import io.barometer.proto.scoring.v1.ModelServiceGrpc.ModelServiceBlockingStub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A running platform on which cases were recorded as events, day by day in the order in which they
 * happened, to the evening of 30 June 2026. Three tenants: one for each preset, with its scenarios,
 * and one for the golden figures, whose models are scores of their own. Started once for all test
 * classes that ask for it.
 */
record RecordedCases(
    Platform platform, Outlets outlets, SortedMap<String, List<ModelCase>> cases, Timeline timeline)
    implements AutoCloseable {

  /** The tenant, and the model that it is scored with. */
  static final String CYBERSECURITY = "cybersecurity-vendor";

  /** The tenant, and the model that it is scored with. */
  static final String SAAS = "saas-default";

  /** The tenant of the golden figures. */
  static final String FIGURES = "figures";

  /** Alerts from here on are told; before, the accounts had too little history to be judged. */
  static final Instant ACTIVE_FROM = Instant.parse("2026-06-01T00:00:00Z");

  /** Where the clock stands at last. */
  static final Instant NOW = Instant.parse("2026-06-30T23:59:59Z");

  private static final Duration QUIET = Duration.ofMinutes(3);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private static RecordedCases start() throws IOException {
    SortedMap<String, List<ModelCase>> cases = new TreeMap<>();
    cases.put(CYBERSECURITY, scenarios(CYBERSECURITY));
    cases.put(SAAS, scenarios(SAAS));
    cases.put(FIGURES, GoldenModel.cases());
    Outlets outlets = Outlets.start();
    Path data = Files.createTempDirectory("barometer-cases");
    Platform platform = Platform.start(data, cases.keySet(), outlets::reachable);
    RecordedCases recorded = new RecordedCases(platform, outlets, cases, Timeline.of(cases));
    recorded.scoredWith(CYBERSECURITY);
    recorded.scoredWith(SAAS);
    GoldenModel.ALL.forEach(model -> model.activate(platform.calls(FIGURES).models()));
    cases.keySet().forEach(recorded::awaitModels);
    recorded.record();
    return recorded;
  }

  /** The scenarios of a preset: the ones that the language's own tests give to the pure model. */
  static List<ModelCase> scenarios(String preset) {
    return ModelCase.read(text(scenarioFile(preset, "cases.yaml")));
  }

  /** What the pure model says of a preset's scenarios, section by section. */
  static String golden(String preset) {
    return text(scenarioFile(preset, "golden.txt"));
  }

  private static Path scenarioFile(String preset, String ending) {
    return ExampleFile.checkout()
        .resolve("scorecard-language/src/test/resources/scenarios")
        .resolve(preset + "." + ending);
  }

  /** The text of a file. */
  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Puts a shipped model in effect and lets every rule tell everybody. */
  private void scoredWith(String preset) {
    Connection calls = platform.calls(preset);
    var unused =
        calls
            .models()
            .activateModel(
                ActivateModelRequest.newBuilder()
                    .setModel(ModelRef.newBuilder().setScorecard(preset).setVersion("1.0.0"))
                    .setChange(ModelChange.newBuilder().setAuthor("kim").setReason("our field"))
                    .build());
    outlets.connect(calls, ACTIVE_FROM, Scenario.TOLD);
  }

  /** A model that was activated takes effect a moment later. */
  private void awaitModels(String tenant) {
    ModelServiceBlockingStub models = platform.calls(tenant).models();
    long deadline = System.nanoTime() + QUIET.toNanos();
    while (models.listModels(ListModelsRequest.getDefaultInstance()).getScoresList().stream()
        .anyMatch(score -> score.getPendingCount() > 0)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the models of " + tenant + " do not take effect");
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private void record() {
    for (Timeline.Batch batch : timeline.batches()) {
      RecordEventsRequest.Builder request = RecordEventsRequest.newBuilder();
      batch.events().forEach(event -> request.addEvents(event.event()));
      var unused = ingestion(batch.tenant()).recordEvents(request.build());
    }
    Timestamp evening = Timestamp.newBuilder().setSeconds(NOW.getEpochSecond()).build();
    var unused =
        ingestion(FIGURES).advanceClock(AdvanceClockRequest.newBuilder().setTime(evening).build());
    platform.awaitQuiet(QUIET);
  }

  private IngestionServiceBlockingStub ingestion(String tenant) {
    return IngestionServiceGrpc.newBlockingStub(platform.calls(tenant).ingestion());
  }

  /** The cases of a tenant. */
  List<ModelCase> of(String tenant) {
    return cases.getOrDefault(tenant, List.of());
  }

  /** A scenario of a preset, by the beginning of its name. */
  Scenario scenario(String preset, String name) {
    return of(preset).stream()
        .filter(each -> each.name().startsWith(name))
        .findFirst()
        .map(told -> Scenario.of(platform.calls(preset), told))
        .orElseThrow();
  }

  @Override
  public void close() {
    platform.close();
    outlets.close();
  }

  /** Hands over the one platform. */
  static final class Resolver extends SharedResolver<RecordedCases> {
    Resolver() {
      super(RecordedCases.class);
    }

    @Override
    protected RecordedCases start() throws IOException {
      return RecordedCases.start();
    }
  }
}
