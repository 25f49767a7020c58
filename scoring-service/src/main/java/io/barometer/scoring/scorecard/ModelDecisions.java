package io.barometer.scoring.scorecard;

import io.barometer.edge.ProtoTime;
import io.barometer.edge.Refusal;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.scoring.v1.ModelActivated;
import io.barometer.proto.scoring.v1.ModelChange;
import io.barometer.proto.scoring.v1.ModelDrafted;
import io.barometer.proto.scoring.v1.ModelEvent;
import io.barometer.proto.scoring.v1.ModelRef;
import io.barometer.proto.scoring.v1.ModelRolledBack;
import io.barometer.proto.scoring.v1.ModelTookEffect;
import io.barometer.proto.scoring.v1.ModelTrialEnded;
import io.barometer.proto.scoring.v1.ModelTrialStarted;
import io.grpc.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a decision makes of a registry: the events to append, none when it stands already. Pure; the
 * registry is moved along.
 *
 * @param clock the platform's time; the epoch when it has not begun
 * @param ready whether histories keep what a model of this hash needs
 */
record ModelDecisions(Registry registry, Instant clock, Predicate<String> ready) {
  private static final int MOST_DRAFTS = 1_000;
  private static final ModelChange PLATFORM =
      ModelChange.newBuilder().setAuthor("barometer").setReason("its time has come").build();

  /** Keeps a model. */
  List<ModelEvent> draft(ModelRef model, String scoreName, String title, ModelChange change) {
    for (Registry.Draft draft : registry.drafts()) {
      if (draft.model().getHash().equals(model.getHash())) {
        return List.of();
      }
    }
    if (registry.drafts().size() >= MOST_DRAFTS) {
      throw Refusal.of(Status.Code.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_STATE)
          .message("There are " + MOST_DRAFTS + " models already, the most a tenant can have.")
          .meta("max", "" + MOST_DRAFTS);
    }
    List<ModelEvent> events = new ArrayList<>();
    add(
        events,
        event(scoreName, model, change).setDrafted(ModelDrafted.newBuilder().setTitle(title)));
    return events;
  }

  /** Puts a model in effect at a time, or at once. */
  List<ModelEvent> activate(
      ModelRef model, String scoreName, Optional<Instant> time, ModelChange change) {
    Instant from = time.filter(clock::isBefore).orElse(clock);
    ScoreModels score = registry.score(scoreName);
    if (stands(score, model, from)) {
      return List.of();
    }
    List<ModelEvent> events = new ArrayList<>();
    var activated = ModelActivated.newBuilder().setEffectiveTime(ProtoTime.timestamp(from));
    add(events, event(scoreName, model, change).setActivated(activated));
    due(events, scoreName);
    return events;
  }

  private boolean stands(ScoreModels score, ModelRef model, Instant from) {
    if (score.pending().isEmpty()) {
      return score.isInEffect(model.getHash());
    }
    ScoreModels.Pending last = score.pending().getLast();
    boolean sameTime =
        last.effectiveTime().isAfter(clock)
            ? last.effectiveTime().equals(from)
            : !from.isAfter(clock);
    return sameTime && last.model().getHash().equals(model.getHash());
  }

  /** Withdraws what is to come, or returns to the model before. */
  List<ModelEvent> rollBack(String scoreName, ModelChange change) {
    ScoreModels score = registry.score(scoreName);
    boolean returns = score.pending().isEmpty();
    Optional<ScoreModels.InEffect> target = returns ? score.before() : score.inEffect();
    ModelRef model = target.map(ScoreModels.InEffect::model).orElseThrow(() -> nothing(scoreName));
    List<ModelEvent> events = new ArrayList<>();
    var rolledBack = ModelRolledBack.newBuilder().setReturns(returns);
    add(events, event(scoreName, model, change).setRolledBack(rolledBack));
    due(events, scoreName);
    return events;
  }

  /** Lets a candidate run beside the model in effect, or changes its share. */
  List<ModelEvent> startTrial(
      ModelRef model, String scoreName, int sharePercent, ModelChange change) {
    ScoreModels score = registry.score(scoreName);
    if (score.inEffect().isEmpty() || score.isInEffect(model.getHash())) {
      throw state(
          scoreName, "A trial needs another model in effect for the score \"" + scoreName + "\".");
    }
    if (!ready.test(model.getHash())) {
      throw state(
          scoreName,
          "Histories do not keep the candidate's derived signals yet. Replay it first: that builds them.");
    }
    boolean stands =
        score
            .trial()
            .filter(now -> now.model().getHash().equals(model.getHash()))
            .filter(now -> now.sharePercent() == sharePercent)
            .isPresent();
    List<ModelEvent> events = new ArrayList<>();
    if (!stands) {
      var started = ModelTrialStarted.newBuilder().setSharePercent(sharePercent);
      add(events, event(scoreName, model, change).setTrialStarted(started));
    }
    return events;
  }

  /** Ends the trial of a score. */
  List<ModelEvent> endTrial(String scoreName, ModelChange change) {
    ScoreModels.OnTrial trial =
        registry
            .score(scoreName)
            .trial()
            .orElseThrow(() -> state(scoreName, "No model is on trial for \"" + scoreName + "\"."));
    List<ModelEvent> events = new ArrayList<>();
    add(
        events,
        event(scoreName, trial.model(), change)
            .setTrialEnded(ModelTrialEnded.getDefaultInstance()));
    return events;
  }

  private static Refusal state(String scoreName, String text) {
    return Refusal.of(Status.Code.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_STATE)
        .message(text)
        .meta("score_name", scoreName);
  }

  private static Refusal nothing(String scoreName) {
    return state(scoreName, "The score \"" + scoreName + "\" had no model to return to.");
  }

  /** What takes effect now, of all scores. */
  List<ModelEvent> due() {
    List<ModelEvent> events = new ArrayList<>();
    List.copyOf(registry.scores().keySet()).forEach(scoreName -> due(events, scoreName));
    return events;
  }

  /**
   * Decisions take effect in the order of their times; one that is not ready holds later ones up.
   */
  private void due(List<ModelEvent> events, String scoreName) {
    List<ScoreModels.Pending> ordered = new ArrayList<>(registry.score(scoreName).pending());
    ordered.sort(Comparator.comparing(ScoreModels.Pending::effectiveTime));
    for (ScoreModels.Pending decision : ordered) {
      boolean come = !decision.effectiveTime().isAfter(clock);
      if (!come || !ready.test(decision.model().getHash())) {
        return;
      }
      var took = ModelTookEffect.newBuilder().setDecidedRevision(decision.revision());
      add(events, event(scoreName, decision.model(), PLATFORM).setTookEffect(took));
    }
  }

  private void add(List<ModelEvent> events, ModelEvent.Builder event) {
    ModelEvent built = event.build();
    registry.apply(built);
    events.add(built);
  }

  private ModelEvent.Builder event(String scoreName, ModelRef model, ModelChange change) {
    var event =
        ModelEvent.newBuilder()
            .setRevision(registry.revision() + 1)
            .setAuthor(change.getAuthor())
            .setReason(change.getReason())
            .setScoreName(scoreName)
            .setModel(model);
    if (clock.isAfter(Instant.EPOCH)) {
      event.setRecordedTime(ProtoTime.timestamp(clock));
    }
    return event;
  }
}
