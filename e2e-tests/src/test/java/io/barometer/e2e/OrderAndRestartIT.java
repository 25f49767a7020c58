package io.barometer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.barometer.e2e.example.ExampleFile;
import io.barometer.e2e.example.ExampleRow;
import io.barometer.e2e.example.ExpectedPlatform;
import io.barometer.e2e.platform.Outlets;
import io.barometer.e2e.platform.Platform;
import io.barometer.embedded.SlackMessage;
import io.barometer.launcher.importer.ImportOptions;
import io.barometer.launcher.importer.ImportSummary;
import io.barometer.launcher.stack.StackOptions;
import io.barometer.model.history.Observation;
import io.barometer.proto.alerting.v1.AlertSeverity;
import io.barometer.proto.alerting.v1.Crossing;
import io.barometer.proto.alerting.v1.PutRuleRequest;
import io.barometer.proto.alerting.v1.Rule;
import io.barometer.proto.event.v1.Activity;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.ingestion.v1.IngestionServiceGrpc;
import io.barometer.proto.ingestion.v1.RecordEventsRequest;
import io.barometer.proto.ingestion.v1.RecordEventsResponse;
import io.barometer.proto.scoring.v1.GetProjectionRequest;
import io.barometer.proto.scoring.v1.GetProjectionResponse;
import io.barometer.proto.scoring.v1.GetScoreRequest;
import io.barometer.proto.scoring.v1.RebuildProjectionRequest;
import io.barometer.proto.scoring.v1.RebuildProjectionResponse;
import io.barometer.proto.scoring.v1.RebuildResult;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The example's first fifteen months in another order and with every event twice; then a rebuild;
 * then Kafka's data thrown away; then one new event, followed from the call to the Slack message by
 * its trace.
 */
@Execution(ExecutionMode.CONCURRENT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OrderAndRestartIT {
  private static final long SEED = 20_120_610;
  private static final Duration QUIET = Duration.ofMinutes(3);
  private static final Instant ALWAYS = Instant.parse("2000-01-01T00:00:00Z");
  private static final int LEAST_RISE_TENTHS = 100;

  /** More than a year, so that days have one a year before. */
  private static final Instant END = Instant.parse("2011-09-10T00:00:00Z");

  private final List<ExampleRow> rows = ExampleFile.rowsReceivedBefore(END);
  private final ExpectedPlatform expected = ExpectedPlatform.after(rows);
  private final Outlets outlets = Outlets.start();
  private Path data = Path.of("");
  private Platform platform;
  private ImportSummary summary;
  private TraceReceiver traces;

  @BeforeAll
  void import_shuffled_within_30_days_and_every_event_twice() throws IOException {
    data = Files.createTempDirectory("barometer-order");
    traces = new TraceReceiver();
    platform = Platform.start(data, outlets::reachable);
    List<ExampleRow> twice = Stream.concat(rows.stream(), rows.stream()).toList();
    Path file =
        ExampleFile.writeWithKeys(
            data.resolve("shuffled.csv.gz"), ExampleFile.shuffledWithin(30, twice, SEED));
    Path mapping = ExampleFile.writeMappingWithKeys(data.resolve("mapping.yaml"));
    summary = platform.importFile(ImportOptions.of(file).withMapping(mapping));
    platform.awaitQuiet(QUIET);
  }

  @AfterAll
  void stop() {
    platform.close();
    outlets.close();
    traces.close();
  }

  @Test
  @Order(1)
  @Execution(ExecutionMode.SAME_THREAD)
  void every_event_is_recorded_once_and_recognised_the_second_time() {
    assertThat(summary.rows()).isEqualTo(2L * rows.size());
    assertThat(summary.recorded()).isEqualTo(rows.size());
    assertThat(summary.duplicates()).isEqualTo(rows.size());
  }

  @Test
  @Order(2)
  @Execution(ExecutionMode.SAME_THREAD)
  void the_state_is_the_same_as_in_the_order_in_which_events_were_received() {
    assertThat(projection().getStateHash()).isEqualTo(expected.stateHash(Platform.TENANT));
  }

  @Test
  @Order(3)
  @Execution(ExecutionMode.SAME_THREAD)
  void a_rebuild_from_position_0_gives_the_same_state_and_changes_no_score() {
    List<String> before = scores();
    long published = platform.database().number("select count(*) from scoring.score_change");

    RebuildResult result = rebuild();

    assertThat(result.getRebuiltStateHash()).isEqualTo(expected.stateHash(Platform.TENANT));
    assertThat(result.getLiveStateHash()).isEqualTo(expected.stateHash(Platform.TENANT));
    assertThat(projection().getStateHash()).isEqualTo(expected.stateHash(Platform.TENANT));
    assertThat(scores()).isEqualTo(before).hasSize(expected.accounts().size());
    assertThat(platform.database().number("select count(*) from scoring.score_change"))
        .isEqualTo(published);
  }

  @Test
  @Order(4)
  @Execution(ExecutionMode.SAME_THREAD)
  void a_wiped_kafka_loses_nothing() throws IOException {
    List<String> before = scores();
    long alerts = platform.database().number("select count(*) from alerting.alert");
    platform.close();
    delete(data.resolve("kafka"));

    platform = Platform.start(data, this::traced);
    platform.awaitQuiet(QUIET);

    assertThat(projection().getStateHash()).isEqualTo(expected.stateHash(Platform.TENANT));
    assertThat(scores()).isEqualTo(before);
    assertThat(platform.database().number("select count(*) from alerting.alert")).isEqualTo(alerts);
  }

  @Test
  @Order(5)
  @Execution(ExecutionMode.SAME_THREAD)
  @Timeout(120)
  void a_new_event_still_becomes_a_score_an_alert_and_a_message_in_one_trace()
      throws InterruptedException {
    String account = sleeper();
    int after = afterOneMore(account);
    outlets.connect(platform, ALWAYS, Map.of());
    watchFor(after);
    int before = traces.spans().size();

    RecordEventsResponse recorded = record(account);
    List<SlackMessage> messages = outlets.slack().await(1, Duration.ofSeconds(30));

    assertThat(recorded.getResults(0).hasRecorded()).isTrue();
    var score =
        platform
            .calls()
            .scoring()
            .getScore(GetScoreRequest.newBuilder().setAccountId(account).build());
    assertThat(score.getScore().getScore().getTenths()).isEqualTo(after);
    assertThat(messages).hasSize(1);
    assertThat(String.join("\n", messages.getFirst().lines())).contains(account);
    assertOneTrace(
        traces.await(
            spans -> spans.stream().skip(before).anyMatch(OrderAndRestartIT::isSlackPost),
            Duration.ofSeconds(30)));
  }

  private void assertOneTrace(List<TraceReceiver.Told> spans) throws InterruptedException {
    assertThat(spans).as("spans received").anyMatch(OrderAndRestartIT::isSlackPost);
    TraceReceiver.Told post =
        spans.stream().filter(OrderAndRestartIT::isSlackPost).findFirst().orElseThrow();
    List<TraceReceiver.Told> trace =
        traces
            .await(all -> services(all, post.traceId()).size() == 3, Duration.ofSeconds(30))
            .stream()
            .filter(span -> span.traceId().equals(post.traceId()))
            .toList();

    assertThat(services(trace, post.traceId()))
        .containsExactlyInAnyOrder(
            "barometer-ingestion", "barometer-scoring", "barometer-alerting");
    assertThat(trace)
        .as("the root is the call")
        .anySatisfy(
            span -> {
              assertThat(span.service()).isEqualTo("barometer-ingestion");
              assertThat(span.span().getKind()).isEqualTo(SpanKind.SPAN_KIND_SERVER);
              assertThat(span.span().getName()).contains("RecordEvents");
              assertThat(span.parentId()).isEmpty();
            });
    Set<String> ids = trace.stream().map(TraceReceiver.Told::spanId).collect(Collectors.toSet());
    assertThat(trace)
        .as("every span hangs on another one of the trace")
        .allSatisfy(
            span -> {
              if (!span.parentId().isEmpty()) {
                assertThat(ids).contains(span.parentId());
              }
            });
    assertThat(trace.toString()).doesNotContain(outlets.secrets());
  }

  private static boolean isSlackPost(TraceReceiver.Told span) {
    return span.service().equals("barometer-alerting")
        && span.span().getKind() == SpanKind.SPAN_KIND_CLIENT
        && span.span().getName().equals("notify slack");
  }

  private static Set<String> services(List<TraceReceiver.Told> spans, String traceId) {
    return spans.stream()
        .filter(span -> span.traceId().equals(traceId))
        .map(TraceReceiver.Told::service)
        .collect(Collectors.toSet());
  }

  private StackOptions traced(StackOptions options) {
    StackOptions reachable = outlets.reachable(options);
    return new StackOptions(
        reachable.data(),
        reachable.portBase(),
        reachable.clock(),
        traces.endpoint(),
        true,
        reachable.settings());
  }

  /** An account that one more day of activity lifts by at least ten points. */
  private String sleeper() {
    return expected.accounts().keySet().stream()
        .filter(id -> expected.score(id).known())
        .filter(
            id -> afterOneMore(id) - expected.score(id).tenths().orElseThrow() >= LEAST_RISE_TENTHS)
        .findFirst()
        .orElseThrow();
  }

  /** The account's score when one more activity is recorded now. */
  private int afterOneMore(String id) {
    var history = new io.barometer.model.history.AccountHistory();
    history.merge(expected.account(id).history());
    for (String signal : List.of("activity", "activity.login")) {
      history.add(new Observation(signal, expected.now(), 1_000_000, "u_new", "console"));
    }
    return expected.scorer().score(history, expected.today()).tenths().orElseThrow();
  }

  private void watchFor(int tenths) {
    Rule rule =
        Rule.newBuilder()
            .setName("woke-up")
            .setTitle("The account is back")
            .setSeverity(AlertSeverity.ALERT_SEVERITY_INFO)
            .setEnabled(true)
            .addReceivers(Outlets.SLACK)
            .setCrossing(
                Crossing.newBuilder()
                    .setComparison(
                        io.barometer.proto.alerting.v1.Comparison.COMPARISON_GREATER_OR_EQUAL)
                    .setTenths(tenths))
            .build();
    var _ = platform.calls().alerting().putRule(PutRuleRequest.newBuilder().setRule(rule).build());
  }

  private RecordEventsResponse record(String account) {
    Event event =
        Event.newBuilder()
            .setAccountId(account)
            .setEventKey("after-the-wipe")
            .setSource("test")
            .setOccurredTime(Timestamp.newBuilder().setSeconds(expected.now().getEpochSecond()))
            .setActivity(
                Activity.newBuilder().setAction("login").setUserId("u_new").setProduct("console"))
            .build();
    return IngestionServiceGrpc.newBlockingStub(platform.calls().ingestion())
        .recordEvents(RecordEventsRequest.newBuilder().addEvents(event).build());
  }

  private GetProjectionResponse projection() {
    return platform.calls().scoreLog().getProjection(GetProjectionRequest.getDefaultInstance());
  }

  private RebuildResult rebuild() {
    Iterator<RebuildProjectionResponse> progress =
        platform
            .calls()
            .scoreLog()
            .rebuildProjection(RebuildProjectionRequest.getDefaultInstance());
    List<RebuildResult> results = new ArrayList<>();
    progress.forEachRemaining(
        step -> {
          if (step.hasResult()) {
            results.add(step.getResult());
          }
        });
    assertThat(results).hasSize(1);
    return results.getFirst();
  }

  /** Every account's live score, as one line each. */
  private List<String> scores() {
    return platform
        .database()
        .texts(
            """
            select account_id || ' ' || coalesce(tenths::text, '-') || ' ' || band || ' ' || coverage
            from scoring.score s
            where projection_version = (select live_version from scoring.projection)
            order by account_id
            """);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
