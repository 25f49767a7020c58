package io.barometer.scoring.scorecard;

import io.barometer.edge.PageTokens;
import io.barometer.edge.Violations;
import io.barometer.eventstore.Tx;
import io.barometer.language.ModelFile;
import io.barometer.language.ScorecardProblem;
import io.barometer.language.ScorecardReading;
import io.barometer.model.score.SampleGuard;
import io.barometer.proto.scoring.v1.GetModelRequest;
import io.barometer.proto.scoring.v1.GetModelResponse;
import io.barometer.proto.scoring.v1.ListModelEventsRequest;
import io.barometer.proto.scoring.v1.ListModelEventsResponse;
import io.barometer.proto.scoring.v1.ListModelsResponse;
import io.barometer.proto.scoring.v1.ModelEvent;
import io.barometer.proto.scoring.v1.ModelSummary;
import io.barometer.proto.scoring.v1.ValidateModelRequest;
import io.barometer.proto.scoring.v1.ValidateModelResponse;
import io.barometer.scoring.score.PlatformClock;
import io.barometer.scoring.score.RequestFields;
import io.barometer.scoring.score.TenantReads;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Tells about the models of a tenant. Every call blocks. */
@ApplicationScoped
public class ModelReader {
  private static final int DEFAULT_PAGE = 100;
  private static final int MAX_PAGE = 1_000;

  private final TenantReads reads;
  private final TenantModels models;
  private final PlatformClock clock;
  private final PageTokens tokens;

  ModelReader(TenantReads reads, TenantModels models, PlatformClock clock, PageTokens tokens) {
    this.reads = reads;
    this.models = models;
    this.clock = clock;
    this.tokens = tokens;
  }

  /** Checks a file. */
  public ValidateModelResponse validate(ValidateModelRequest request) {
    var violations = new Violations();
    var reading = ModelChecks.read(request.getYaml(), violations);
    violations.throwIfAny();
    var response = ValidateModelResponse.newBuilder();
    switch (reading.orElseThrow()) {
      case ScorecardReading.Accepted(ModelFile file) ->
          response.setModel(ModelRefs.of(file.card())).setScoreName(file.card().score());
      case ScorecardReading.Rejected(List<ScorecardProblem> problems) ->
          problems.forEach(problem -> response.addProblems(ModelMessages.problem(problem)));
    }
    return response.build();
  }

  /** All scores and models. */
  public ListModelsResponse list(String tenantId) {
    return reads.read(
        tenantId,
        tx -> {
          Registry registry = models.fold(ModelTables.events(tx, tenantId));
          Instant now = clock.now(tx);
          var response = ListModelsResponse.newBuilder().setRevision(registry.revision());
          var segments = SegmentSizes.read(tx);
          registry
              .scores()
              .forEach(
                  (name, score) ->
                      response.addScores(
                          ModelMessages.score(name, score, now)
                              .addAllWarnings(warnings(tx, tenantId, score, segments.of(name)))));
          return response.addAllModels(models.all(registry)).build();
        });
  }

  private List<String> warnings(
      Tx tx, String tenantId, ScoreModels score, Map<String, Integer> segments) {
    return score
        .inEffect()
        .map(now -> models.compiled(tx, tenantId, now.model().getHash()).card())
        .map(card -> SampleGuard.warnings(card, segments))
        .orElse(List.of());
  }

  /** One model with its file. */
  public GetModelResponse get(String tenantId, GetModelRequest request) {
    var violations = new Violations();
    if (request.getModel().getHash().isEmpty()) {
      ModelChecks.named(request.getModel(), violations);
    }
    RequestFields.text("model.hash", request.getModel().getHash(), DEFAULT_PAGE, violations);
    violations.throwIfAny();
    return reads.read(
        tenantId,
        tx -> {
          Registry registry = models.fold(ModelTables.events(tx, tenantId));
          ModelSummary model = models.find(registry, request.getModel());
          ModelFile file = models.compiled(tx, tenantId, model.getModel().getHash());
          return GetModelResponse.newBuilder()
              .setSummary(model)
              .setYaml(models.yaml(tx, tenantId, model))
              .setCanonicalYaml(file.card().canonical())
              .build();
        });
  }

  /** What happened, newest first. */
  public ListModelEventsResponse events(String tenantId, ListModelEventsRequest request) {
    var violations = new Violations();
    RequestFields.range("page_size", request.getPageSize(), 0, Integer.MAX_VALUE, violations);
    violations.throwIfAny();
    int size =
        request.getPageSize() == 0 ? DEFAULT_PAGE : Math.min(request.getPageSize(), MAX_PAGE);
    String query = "ListModelEvents\0" + tenantId;
    long before =
        request.getPageToken().isEmpty()
            ? Long.MAX_VALUE
            : ByteBuffer.wrap(tokens.open(query, request.getPageToken())).getLong();
    List<ModelEvent> found =
        reads.read(tenantId, tx -> ModelTables.before(tx, tenantId, before, size + 1));
    boolean more = found.size() > size;
    List<ModelEvent> page = more ? found.subList(0, size) : found;
    var response = ListModelEventsResponse.newBuilder().addAllEvents(page);
    if (more) {
      byte[] cursor = ByteBuffer.allocate(Long.BYTES).putLong(page.getLast().getRevision()).array();
      response.setNextPageToken(tokens.sign(query, cursor));
    }
    return response.build();
  }
}
