package io.barometer.scoring.scorecard;

import io.barometer.edge.Caller;
import io.barometer.edge.Refusal;
import io.barometer.edge.Violations;
import io.barometer.language.ModelFile;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.scoring.v1.ActivateModelRequest;
import io.barometer.proto.scoring.v1.ActivateModelResponse;
import io.barometer.proto.scoring.v1.DraftModelRequest;
import io.barometer.proto.scoring.v1.DraftModelResponse;
import io.barometer.proto.scoring.v1.EndTrialRequest;
import io.barometer.proto.scoring.v1.EndTrialResponse;
import io.barometer.proto.scoring.v1.ModelChange;
import io.barometer.proto.scoring.v1.ModelOrigin;
import io.barometer.proto.scoring.v1.ModelRef;
import io.barometer.proto.scoring.v1.ModelSummary;
import io.barometer.proto.scoring.v1.RollBackModelRequest;
import io.barometer.proto.scoring.v1.RollBackModelResponse;
import io.barometer.proto.scoring.v1.StartTrialRequest;
import io.barometer.proto.scoring.v1.StartTrialResponse;
import io.barometer.scoring.score.RequestDigest;
import io.barometer.scoring.score.RequestFields;
import io.grpc.Status;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Changes the models of a tenant: drafts, activations, rollbacks. Every call blocks. */
@ApplicationScoped
public class ModelRegistry {
  private static final int MAX_NAME = 200;

  private final ModelChanges changes;
  private final TenantModels models;

  ModelRegistry(ModelChanges changes, TenantModels models) {
    this.changes = changes;
    this.models = models;
  }

  /** Keeps a model. */
  public DraftModelResponse draft(Caller caller, DraftModelRequest request) {
    var violations = new Violations();
    Optional<ModelFile> file = ModelChecks.model(request.getYaml(), violations);
    ModelChange change = DraftedChange.check(request.getChange(), file, violations);
    violations.throwIfAny();
    Scorecard card = file.orElseThrow().card();
    ModelRef model = ModelRefs.of(card);
    return changes.decide(
        caller,
        change,
        RequestDigest.of(request),
        (tx, decisions) ->
            known(decisions.registry(), model)
                ? new ModelChanges.Made(List.of(), null)
                : new ModelChanges.Made(
                    decisions.draft(model, card.score(), card.title(), change), request.getYaml()),
        (decisions, unchanged) ->
            DraftModelResponse.newBuilder()
                .setModel(model)
                .setScoreName(card.score())
                .setRevision(decisions.registry().revision())
                .setUnchanged(unchanged)
                .build());
  }

  /** Whether the very model is there; refuses other content under the same name and version. */
  private boolean known(Registry registry, ModelRef model) {
    for (ModelSummary other : models.all(registry)) {
      ModelRef taken = other.getModel();
      if (taken.getHash().equals(model.getHash())) {
        return true;
      }
      if (taken.getScorecard().equals(model.getScorecard())
          && taken.getVersion().equals(model.getVersion())) {
        throw Refusal.of(Status.Code.ALREADY_EXISTS, ErrorReason.ERROR_REASON_NAME_TAKEN)
            .message(
                "There is a model %s %s with other content. Raise the version."
                    .formatted(taken.getScorecard(), taken.getVersion()))
            .meta("hash", taken.getHash());
      }
    }
    return false;
  }

  /** Puts a model in effect, now or later. */
  public ActivateModelResponse activate(Caller caller, ActivateModelRequest request) {
    var violations = new Violations();
    ModelChecks.named(request.getModel(), violations);
    ModelChecks.change(request.getChange(), violations);
    Optional<Instant> time =
        request.hasEffectiveTime()
            ? ModelChecks.time("effective_time", request.getEffectiveTime(), violations)
            : Optional.empty();
    violations.throwIfAny();
    return changes.decide(
        caller,
        request.getChange(),
        RequestDigest.of(request),
        (tx, decisions) -> {
          ModelSummary model = models.find(decisions.registry(), request.getModel());
          boolean shipped = model.getOrigin() == ModelOrigin.MODEL_ORIGIN_SHIPPED;
          return new ModelChanges.Made(
              decisions.activate(model.getModel(), model.getScoreName(), time, request.getChange()),
              shipped ? models.yaml(tx, caller.tenantId(), model) : null);
        },
        (decisions, unchanged) -> activated(request, decisions, unchanged));
  }

  private ActivateModelResponse activated(
      ActivateModelRequest request, ModelDecisions decisions, boolean unchanged) {
    Registry registry = decisions.registry();
    ModelSummary model = models.find(registry, request.getModel());
    var response =
        ActivateModelResponse.newBuilder()
            .setScoreName(model.getScoreName())
            .setRevision(registry.revision())
            .setUnchanged(unchanged);
    registry.score(model.getScoreName()).pending().stream()
        .filter(pending -> pending.model().getHash().equals(model.getModel().getHash()))
        .reduce((earlier, later) -> later)
        .ifPresent(
            pending -> response.setPending(ModelMessages.pending(pending, decisions.clock())));
    return response.build();
  }

  /** Takes the last decision about a score back. */
  public RollBackModelResponse rollBack(Caller caller, RollBackModelRequest request) {
    var violations = new Violations();
    RequestFields.text("score_name", request.getScoreName(), MAX_NAME, violations);
    ModelChecks.change(request.getChange(), violations);
    violations.throwIfAny();
    String name = request.getScoreName().isEmpty() ? Scorecard.HEALTH : request.getScoreName();
    return changes.decide(
        caller,
        request.getChange(),
        RequestDigest.of(request),
        (tx, decisions) ->
            new ModelChanges.Made(decisions.rollBack(name, request.getChange()), null),
        (decisions, unchanged) -> rolledBack(name, decisions.registry()));
  }

  private static RollBackModelResponse rolledBack(String name, Registry registry) {
    ScoreModels score = registry.score(name);
    var response =
        RollBackModelResponse.newBuilder().setScoreName(name).setRevision(registry.revision());
    Optional<ModelRef> waiting =
        score.pending().stream().map(ScoreModels.Pending::model).reduce((first, last) -> last);
    Optional<ModelRef> now = score.inEffect().map(ScoreModels.InEffect::model);
    waiting.or(() -> now).ifPresent(response::setModel);
    return response.build();
  }

  /** Begins a trial, or changes its share. */
  public StartTrialResponse startTrial(Caller caller, StartTrialRequest request) {
    var violations = new Violations();
    ModelChecks.named(request.getModel(), violations);
    ModelChecks.change(request.getChange(), violations);
    RequestFields.range("share_percent", request.getSharePercent(), 0, 99, violations);
    violations.throwIfAny();
    return changes.decide(
        caller,
        request.getChange(),
        RequestDigest.of(request),
        (tx, decisions) -> {
          ModelSummary model = models.find(decisions.registry(), request.getModel());
          boolean shipped = model.getOrigin() == ModelOrigin.MODEL_ORIGIN_SHIPPED;
          return new ModelChanges.Made(
              decisions.startTrial(
                  model.getModel(),
                  model.getScoreName(),
                  request.getSharePercent(),
                  request.getChange()),
              shipped ? models.yaml(tx, caller.tenantId(), model) : null);
        },
        (decisions, unchanged) ->
            StartTrialResponse.newBuilder()
                .setScoreName(models.find(decisions.registry(), request.getModel()).getScoreName())
                .setRevision(decisions.registry().revision())
                .setUnchanged(unchanged)
                .build());
  }

  /** Ends a trial. */
  public EndTrialResponse endTrial(Caller caller, EndTrialRequest request) {
    var violations = new Violations();
    RequestFields.text("score_name", request.getScoreName(), MAX_NAME, violations);
    ModelChecks.change(request.getChange(), violations);
    violations.throwIfAny();
    String name = request.getScoreName().isEmpty() ? Scorecard.HEALTH : request.getScoreName();
    return changes.decide(
        caller,
        request.getChange(),
        RequestDigest.of(request),
        (tx, decisions) ->
            new ModelChanges.Made(decisions.endTrial(name, request.getChange()), null),
        (decisions, unchanged) ->
            EndTrialResponse.newBuilder()
                .setScoreName(name)
                .setRevision(decisions.registry().revision())
                .build());
  }
}
