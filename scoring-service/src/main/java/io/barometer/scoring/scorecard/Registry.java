package io.barometer.scoring.scorecard;

import io.barometer.edge.ProtoTime;
import io.barometer.proto.scoring.v1.ModelEvent;
import io.barometer.proto.scoring.v1.ModelRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A tenant's models as their events made them: which were drafted, and what every score is computed
 * with. Pure; for one thread.
 */
final class Registry {
  private final List<Draft> drafts = new ArrayList<>();
  private final SortedMap<String, ScoreModels> scores = new TreeMap<>();
  private long revision;

  /** A model that the tenant brought. */
  record Draft(ModelRef model, String scoreName, String title, long revision) {}

  /** A tenant to whom nothing happened yet has the model that the service ships. */
  Registry(String scoreName, ModelRef shipped) {
    scores.put(scoreName, new ScoreModels(new ScoreModels.InEffect(shipped, 0)));
  }

  /**
   * Adds the next event.
   *
   * @throws IllegalStateException when it is not the next one, or nothing that this build knows
   */
  Registry apply(ModelEvent event) {
    if (event.getRevision() != revision + 1) {
      throw new IllegalStateException(
          "model event " + event.getRevision() + " follows revision " + revision);
    }
    revision = event.getRevision();
    switch (event.getEventCase()) {
      case DRAFTED ->
          drafts.add(
              new Draft(
                  event.getModel(),
                  event.getScoreName(),
                  event.getDrafted().getTitle(),
                  event.getRevision()));
      case ACTIVATED ->
          score(event)
              .decided(
                  new ScoreModels.Pending(
                      event.getModel(),
                      event.getRevision(),
                      ProtoTime.instant(event.getActivated().getEffectiveTime()),
                      false));
      case ROLLED_BACK -> rolledBack(event);
      case TOOK_EFFECT -> score(event).tookEffect(event.getTookEffect().getDecidedRevision());
      case TRIAL_STARTED ->
          score(event)
              .tries(
                  new ScoreModels.OnTrial(
                      event.getModel(),
                      event.getTrialStarted().getSharePercent(),
                      event.getRevision(),
                      ProtoTime.instant(event.getRecordedTime())));
      case TRIAL_ENDED -> score(event).endTrial();
      case EVENT_NOT_SET -> throw new IllegalStateException("a model event of an unknown kind");
    }
    return this;
  }

  private void rolledBack(ModelEvent event) {
    score(event).withdrawPending();
    if (event.getRolledBack().getReturns()) {
      score(event)
          .decided(
              new ScoreModels.Pending(event.getModel(), event.getRevision(), Instant.EPOCH, true));
    }
  }

  private ScoreModels score(ModelEvent event) {
    return scores.computeIfAbsent(event.getScoreName(), name -> new ScoreModels());
  }

  /** How many events there were. */
  long revision() {
    return revision;
  }

  /** In the order in which they came. */
  List<Draft> drafts() {
    return Collections.unmodifiableList(drafts);
  }

  /** Score name to its models. */
  SortedMap<String, ScoreModels> scores() {
    return Collections.unmodifiableSortedMap(scores);
  }

  /** The models of a score; without any for one that nobody has decided about. */
  ScoreModels score(String name) {
    return scores.getOrDefault(name, new ScoreModels());
  }

  /** The earliest time at which something is to take effect. */
  Optional<Instant> nextTime() {
    return scores.values().stream()
        .flatMap(models -> models.pending().stream())
        .map(ScoreModels.Pending::effectiveTime)
        .min(Instant::compareTo);
  }
}
