package io.barometer.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.agroal.api.AgroalDataSource;
import io.barometer.language.Presets;
import io.barometer.proto.scoring.v1.ActivateModelRequest;
import io.barometer.proto.scoring.v1.DraftModelRequest;
import io.barometer.proto.scoring.v1.DraftModelResponse;
import io.barometer.proto.scoring.v1.GetModelRequest;
import io.barometer.proto.scoring.v1.ListModelEventsRequest;
import io.barometer.proto.scoring.v1.ListModelsRequest;
import io.barometer.proto.scoring.v1.ListModelsResponse;
import io.barometer.proto.scoring.v1.ModelChange;
import io.barometer.proto.scoring.v1.ModelEvent;
import io.barometer.proto.scoring.v1.ModelRef;
import io.barometer.proto.scoring.v1.ModelServiceGrpc.ModelServiceBlockingStub;
import io.barometer.proto.scoring.v1.ModelSummary;
import io.barometer.proto.scoring.v1.PendingState;
import io.barometer.proto.scoring.v1.RollBackModelRequest;
import io.barometer.proto.scoring.v1.ValidateModelRequest;
import io.barometer.scoring.fixture.FedService;
import io.barometer.scoring.fixture.IngestionAddress;
import io.barometer.scoring.fixture.ScoringClient;
import io.barometer.testing.BarometerServers;
import io.barometer.testing.TestKeys;
import io.grpc.StatusRuntimeException;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The registry of a tenant's models, over gRPC and in a real database. */
@QuarkusTest
@QuarkusTestResource(BarometerServers.class)
@QuarkusTestResource(IngestionAddress.class)
class ModelsIT {
  private static final int CALLERS = 16;

  @Inject
  @DataSource("owner")
  AgroalDataSource owner;

  private final FedService fed = FedService.shared();
  private final ModelServiceBlockingStub models = fed.models(TestKeys.INITECH);

  @BeforeEach
  void forget() throws SQLException {
    try (var connection = owner.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("delete from scoring.model_event where tenant_id = 'initech'");
      statement.execute("delete from scoring.model_registry where tenant_id = 'initech'");
      statement.execute("update scoring.projection set models = models + 1");
    }
  }

  @Test
  void a_tenant_that_decided_nothing_has_the_shipped_models_and_one_in_effect() {
    ListModelsResponse list = list();

    assertThat(list.getRevision()).isZero();
    assertThat(list.getScoresList())
        .singleElement()
        .satisfies(
            score -> {
              assertThat(score.getScoreName()).isEqualTo("health");
              assertThat(score.getModel().getScorecard()).isEqualTo("usage");
              assertThat(score.getSinceRevision()).isZero();
            });
    assertThat(list.getModelsList())
        .extracting(model -> model.getModel().getScorecard())
        .containsExactly("cybersecurity-vendor", "saas-default", "usage");
  }

  @Test
  void a_model_is_drafted_activated_and_rolled_back_and_every_step_says_who_and_why() {
    var draft = draft("1.1.0");
    assertThat(draft.getRevision()).isEqualTo(1);
    assertThat(draft.getScoreName()).isEqualTo("health");
    assertThat(list().getScores(0).getModel().getVersion()).isEqualTo("1.0.0");

    var activated = models.activateModel(activation("1.1.0", "kim"));
    assertThat(activated.getRevision()).isEqualTo(3);
    assertThat(activated.hasPending()).isFalse();
    assertThat(list().getScores(0).getModel()).isEqualTo(draft.getModel());
    assertThat(list().getScores(0).getSinceRevision()).isEqualTo(2);

    var back = models.rollBackModel(RollBackModelRequest.newBuilder().setChange(by("lee")).build());
    assertThat(back.getModel().getVersion()).isEqualTo("1.0.0");
    assertThat(back.getRevision()).isEqualTo(5);
    assertThat(list().getScores(0).getSinceRevision()).isZero();
    assertThat(events())
        .extracting(event -> event.getAuthor() + " " + event.getEventCase(), ModelEvent::getReason)
        .containsExactly(
            tuple("barometer TOOK_EFFECT", "its time has come"),
            tuple("lee ROLLED_BACK", "a test"),
            tuple("barometer TOOK_EFFECT", "its time has come"),
            tuple("kim ACTIVATED", "a test"),
            tuple("kim DRAFTED", "a test"));
  }

  @Test
  void what_is_repeated_is_made_once() {
    assertThat(draft("1.1.0").getUnchanged()).isFalse();
    var again = draft("1.1.0");
    assertThat(again.getUnchanged()).isTrue();
    assertThat(again.getRevision()).isEqualTo(1);

    var request =
        activation("1.1.0", "kim").toBuilder().setChange(by("kim").setRequestId("r-1")).build();
    assertThat(models.activateModel(request).getUnchanged()).isFalse();
    models.rollBackModel(RollBackModelRequest.newBuilder().setChange(by("lee")).build());
    assertThat(models.activateModel(request).getUnchanged()).isTrue();
    assertThat(list().getRevision()).isEqualTo(5);
    assertThat(
            FedService.refused(
                () ->
                    models.activateModel(
                        request.toBuilder().setChange(by("lee").setRequestId("r-1")).build())))
        .isEqualTo("ALREADY_EXISTS REQUEST_ID_REUSED");
  }

  @Test
  void a_scheduled_model_waits_for_the_platforms_clock() {
    draft("1.1.0");
    var at = FedService.midnight(FedService.LAST.plusYears(50));
    var scheduled =
        models.activateModel(activation("1.1.0", "kim").toBuilder().setEffectiveTime(at).build());

    assertThat(scheduled.getPending().getState()).isEqualTo(PendingState.PENDING_STATE_SCHEDULED);
    assertThat(scheduled.getPending().getEffectiveTime()).isEqualTo(at);
    assertThat(list().getScores(0).getModel().getVersion()).isEqualTo("1.0.0");
    assertThat(list().getScores(0).getPendingList())
        .singleElement()
        .isEqualTo(scheduled.getPending());
  }

  @Test
  void many_activations_at_once_are_ordered_without_a_gap() throws Exception {
    IntStream.range(0, CALLERS).forEach(i -> draft("2." + i + ".0"));

    atOnce(i -> models.activateModel(activation("2." + i + ".0", "caller " + i)).getRevision());

    List<ModelEvent> oldestFirst = events().reversed();
    assertThat(oldestFirst)
        .extracting(ModelEvent::getRevision)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 3L * CALLERS).boxed().toList());
    for (int i = CALLERS; i < oldestFirst.size(); i += 2) {
      assertThat(oldestFirst.get(i).hasActivated()).isTrue();
      assertThat(oldestFirst.get(i + 1).getTookEffect().getDecidedRevision()).isEqualTo(i + 1L);
      assertThat(oldestFirst.get(i + 1).getModel()).isEqualTo(oldestFirst.get(i).getModel());
    }
    assertThat(list().getScores(0).getModel()).isEqualTo(oldestFirst.getLast().getModel());
    assertThat(list().getScores(0).getSinceRevision()).isEqualTo(3L * CALLERS - 1);
  }

  @Test
  void of_many_decisions_on_the_same_revision_one_stands_and_the_others_are_told_what_happened()
      throws Exception {
    IntStream.range(0, CALLERS).forEach(i -> draft("2." + i + ".0"));

    List<String> answers =
        atOnce(
            i -> {
              var change = by("caller " + i).setExpectedRevision(CALLERS);
              var request = activation("2." + i + ".0", "").toBuilder().setChange(change).build();
              var refused =
                  catchThrowableOfType(
                      StatusRuntimeException.class, () -> models.activateModel(request));
              return refused == null ? "done" : refused.getStatus().getDescription();
            });

    assertThat(answers).filteredOn("done"::equals).hasSize(1);
    int winner = answers.indexOf("done");
    String version = "2." + winner + ".0";
    assertThat(answers)
        .filteredOn(answer -> !answer.equals("done"))
        .hasSize(CALLERS - 1)
        .containsOnly(
            "The models are at revision 18, not 16. Meanwhile: 17: caller "
                + winner
                + " activated usage "
                + version
                + " (a test); 18: barometer put usage "
                + version
                + " in effect (its time has come). Decide again.");
    assertThat(list().getRevision()).isEqualTo(CALLERS + 2L);
    assertThat(
            FedService.refused(
                () ->
                    models.rollBackModel(
                        RollBackModelRequest.newBuilder()
                            .setChange(by("kim").setExpectedRevision(3))
                            .build())))
        .isEqualTo("ABORTED VERSION_CONFLICT");
  }

  @Test
  void every_mistake_of_a_file_is_told_at_its_line_and_column() {
    String misspelt =
        yaml("1.1.0")
            .replace("title: Usage", "titel: Usage")
            .replace("minimum_coverage: 0.5", "minimum_coverage: much");
    String unbalanced = yaml("1.1.0").replace("weight: 20", "weight: 21");

    var answer = models.validateModel(ValidateModelRequest.newBuilder().setYaml(misspelt).build());
    var refused =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> models.draftModel(DraftModelRequest.newBuilder().setYaml(unbalanced).build()));

    assertThat(answer.hasModel()).isFalse();
    assertThat(answer.getProblemsList())
        .extracting(
            p -> p.getLine() + ":" + p.getColumn() + " " + p.getPath() + " " + p.getReason())
        .containsExactly(
            "4:1  REQUIRED", "6:8 titel MODEL_FORMAT", "42:19 minimum_coverage MODEL_FORMAT");
    assertThat(ScoringClient.violations(refused)).isEqualTo(Map.of("yaml:24:3", "WEIGHTS_SUM"));
    assertThat(list().getRevision()).isZero();
  }

  @Test
  void a_draft_is_refused_where_its_file_does_not_say_who_made_it_and_why() {
    String nobody =
        yaml("1.1.0")
            .replace("author: Barometer maintainers", "author: ' '")
            .replaceFirst("(?ms)^reason: .*?(?=^\\w)", "");

    var refused =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> models.draftModel(DraftModelRequest.newBuilder().setYaml(nobody).build()));

    assertThat(ScoringClient.violations(refused))
        .isEqualTo(Map.of("yaml:10:9", "REQUIRED", "yaml:4:1", "REQUIRED"));
    assertThat(refused.getStatus().getDescription())
        .isEqualTo(
            "2 fields are wrong; first yaml:10:9: author: must say something, here or in"
                + " change.author");
    assertThat(list().getRevision()).isZero();
  }

  @Test
  void bad_requests_get_their_reasons() {
    draft("1.1.0");
    var other =
        DraftModelRequest.newBuilder()
            .setYaml(yaml("1.1.0").replace("minimum_coverage: 0.5", "minimum_coverage: 0.4"))
            .setChange(by("kim"))
            .build();

    assertThat(FedService.refused(() -> models.draftModel(other)))
        .isEqualTo("ALREADY_EXISTS NAME_TAKEN");
    assertThat(FedService.refused(() -> models.activateModel(activation("9.9.9", "kim"))))
        .isEqualTo("NOT_FOUND NOT_FOUND");
    assertThat(
            FedService.refused(
                () ->
                    models.rollBackModel(
                        RollBackModelRequest.newBuilder().setChange(by("kim")).build())))
        .isEqualTo("FAILED_PRECONDITION STATE");
    var nothing =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> models.activateModel(ActivateModelRequest.getDefaultInstance()));
    assertThat(ScoringClient.violations(nothing))
        .isEqualTo(
            Map.of(
                "model.scorecard", "REQUIRED",
                "model.version", "REQUIRED",
                "change.author", "REQUIRED",
                "change.reason", "REQUIRED"));
    assertThat(
            FedService.refused(
                () ->
                    models.listModelEvents(
                        ListModelEventsRequest.newBuilder().setPageToken("forged").build())))
        .isEqualTo("INVALID_ARGUMENT PAGE_TOKEN");
    assertThat(
            FedService.refused(
                () ->
                    fed.models(TestKeys.SERVICE)
                        .listModels(ListModelsRequest.getDefaultInstance())))
        .isEqualTo("PERMISSION_DENIED PERMISSION_DENIED");
    assertThat(list().getRevision()).isEqualTo(1);
  }

  @Test
  void models_of_one_tenant_are_nobody_elses() {
    draft("1.1.0");
    var foreign = fed.models(TestKeys.GLOBEX);

    assertThat(foreign.listModels(ListModelsRequest.getDefaultInstance()).getModelsList())
        .extracting(ModelSummary::getRevision)
        .containsOnly(0L);
    assertThat(
            FedService.refused(
                () ->
                    foreign.getModel(
                        GetModelRequest.newBuilder()
                            .setModel(
                                ModelRef.newBuilder().setScorecard("usage").setVersion("1.1.0"))
                            .build())))
        .isEqualTo("NOT_FOUND NOT_FOUND");
    var own =
        models.getModel(
            GetModelRequest.newBuilder()
                .setModel(ModelRef.newBuilder().setScorecard("usage").setVersion("1.1.0"))
                .build());
    assertThat(own.getYaml()).isEqualTo(yaml("1.1.0"));
    assertThat(own.getSummary().getRevision()).isEqualTo(1);
  }

  @Test
  void events_are_told_in_pages() {
    IntStream.range(0, 5).forEach(i -> draft("2." + i + ".0"));
    List<Long> revisions = new ArrayList<>();
    String token = "";
    do {
      var page =
          models.listModelEvents(
              ListModelEventsRequest.newBuilder().setPageSize(2).setPageToken(token).build());
      page.getEventsList().forEach(event -> revisions.add(event.getRevision()));
      token = page.getNextPageToken();
    } while (!token.isEmpty());

    assertThat(revisions).containsExactly(5L, 4L, 3L, 2L, 1L);
  }

  private <T> List<T> atOnce(IntFunction<T> call) throws Exception {
    try (var threads = Executors.newFixedThreadPool(CALLERS)) {
      List<Callable<T>> calls = new ArrayList<>();
      IntStream.range(0, CALLERS).forEach(i -> calls.add(() -> call.apply(i)));
      List<T> answers = new ArrayList<>();
      for (var done : threads.invokeAll(calls)) {
        answers.add(done.get());
      }
      return answers;
    }
  }

  private DraftModelResponse draft(String version) {
    return models.draftModel(
        DraftModelRequest.newBuilder().setYaml(yaml(version)).setChange(by("kim")).build());
  }

  private static ActivateModelRequest activation(String version, String author) {
    return ActivateModelRequest.newBuilder()
        .setModel(ModelRef.newBuilder().setScorecard("usage").setVersion(version))
        .setChange(by(author))
        .build();
  }

  private static ModelChange.Builder by(String author) {
    return ModelChange.newBuilder().setAuthor(author).setReason("a test");
  }

  private static String yaml(String version) {
    return Presets.yaml("usage").replace("version: 1.0.0", "version: " + version);
  }

  private ListModelsResponse list() {
    return models.listModels(ListModelsRequest.getDefaultInstance());
  }

  private List<ModelEvent> events() {
    return models.listModelEvents(ListModelEventsRequest.getDefaultInstance()).getEventsList();
  }
}
