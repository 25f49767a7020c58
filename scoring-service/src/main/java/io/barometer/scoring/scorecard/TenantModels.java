package io.barometer.scoring.scorecard;

import io.barometer.edge.Refusal;
import io.barometer.eventstore.Tx;
import io.barometer.language.ModelFile;
import io.barometer.language.ScorecardProblem;
import io.barometer.language.ScorecardReader;
import io.barometer.language.ScorecardReading;
import io.barometer.model.name.NearestName;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.scoring.v1.ModelEvent;
import io.barometer.proto.scoring.v1.ModelOrigin;
import io.barometer.proto.scoring.v1.ModelRef;
import io.barometer.proto.scoring.v1.ModelSummary;
import io.barometer.scoring.score.StoredHistories;
import io.grpc.Status;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The models that a tenant can name: shipped ones and its own. */
@ApplicationScoped
class TenantModels {
  private final ShippedModels shipped;
  private final Map<String, ModelFile> compiled = new ConcurrentHashMap<>();

  TenantModels(ShippedModels shipped) {
    this.shipped = shipped;
    shipped.all().forEach(file -> compiled.put(file.card().hash(), file));
  }

  /** The state that a tenant's events make. */
  Registry fold(List<ModelEvent> events) {
    var registry = new Registry(shipped.standard().card().score(), shipped.model());
    events.forEach(registry::apply);
    return registry;
  }

  /** All models, by name; of one name the shipped one first, then in the order of the drafts. */
  List<ModelSummary> all(Registry registry) {
    List<ModelSummary> all = new ArrayList<>();
    shipped.all().forEach(file -> all.add(summary(file)));
    registry.drafts().forEach(draft -> all.add(summary(draft)));
    all.sort((a, b) -> a.getModel().getScorecard().compareTo(b.getModel().getScorecard()));
    return all;
  }

  private static ModelSummary summary(ModelFile file) {
    return ModelSummary.newBuilder()
        .setModel(ModelRefs.of(file.card()))
        .setScoreName(file.card().score())
        .setTitle(file.card().title())
        .setOrigin(ModelOrigin.MODEL_ORIGIN_SHIPPED)
        .build();
  }

  private static ModelSummary summary(Registry.Draft draft) {
    return ModelSummary.newBuilder()
        .setModel(draft.model())
        .setScoreName(draft.scoreName())
        .setTitle(draft.title())
        .setOrigin(ModelOrigin.MODEL_ORIGIN_DRAFTED)
        .setRevision(draft.revision())
        .build();
  }

  /**
   * The model of a name and version, or of a hash; of both when both are given.
   *
   * @throws Refusal NOT_FOUND when there is none
   */
  ModelSummary find(Registry registry, ModelRef wanted) {
    List<ModelSummary> all = all(registry);
    for (ModelSummary candidate : all) {
      if (fits(candidate.getModel(), wanted)) {
        return candidate;
      }
    }
    List<String> known = all.stream().map(m -> label(m.getModel())).toList();
    throw Refusal.of(Status.Code.NOT_FOUND, ErrorReason.ERROR_REASON_NOT_FOUND)
        .message(
            "There is no model " + label(wanted) + "." + NearestName.hint(label(wanted), known));
  }

  private static boolean fits(ModelRef model, ModelRef wanted) {
    return (wanted.getScorecard().isEmpty() || model.getScorecard().equals(wanted.getScorecard()))
        && (wanted.getVersion().isEmpty() || model.getVersion().equals(wanted.getVersion()))
        && (wanted.getHash().isEmpty() || model.getHash().equals(wanted.getHash()));
  }

  private static String label(ModelRef model) {
    String named = model.getScorecard() + "@" + model.getVersion();
    return named.equals("@") ? model.getHash() : named;
  }

  /**
   * A tenant's model, ready to score.
   *
   * @throws IllegalStateException when it is not kept
   */
  ModelFile compiled(Tx tx, String tenantId, String hash) {
    ModelFile known = compiled.get(hash);
    if (known == null) {
      known = parsed(kept(tx, tenantId, hash));
      compiled.put(hash, known);
    }
    return known;
  }

  /** The file of a model, as it was drafted; the canonical form of a shipped one. */
  String yaml(Tx tx, String tenantId, ModelSummary model) {
    String hash = model.getModel().getHash();
    return model.getOrigin() == ModelOrigin.MODEL_ORIGIN_DRAFTED
        ? kept(tx, tenantId, hash)
        : compiled(tx, tenantId, hash).card().canonical();
  }

  private static String kept(Tx tx, String tenantId, String hash) {
    return ModelTables.yaml(tx, tenantId, hash)
        .orElseThrow(() -> new IllegalStateException("the model " + hash + " is not kept"));
  }

  private static ModelFile parsed(String yaml) {
    return switch (ScorecardReader.read("yaml", yaml)) {
      case ScorecardReading.Accepted(ModelFile file) -> file;
      case ScorecardReading.Rejected(List<ScorecardProblem> problems) ->
          throw new IllegalStateException("a kept model cannot be used any more: " + problems);
    };
  }

  /** Whether histories keep what the model needs. */
  boolean ready(Tx tx, String tenantId, String hash) {
    return FoldedModels.read(tx, StoredHistories.version(tx))
        .keep(tenantId, compiled(tx, tenantId, hash).card());
  }
}
