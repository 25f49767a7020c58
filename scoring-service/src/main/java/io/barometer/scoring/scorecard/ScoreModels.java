package io.barometer.scoring.scorecard;

import io.barometer.proto.scoring.v1.ModelRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one score of a tenant was, is and will be computed with. */
final class ScoreModels {
  private final List<InEffect> past = new ArrayList<>();
  private final List<Pending> pending = new ArrayList<>();
  private @Nullable OnTrial trial;

  /** A model since a revision; 0 for the one that the service ships. */
  record InEffect(ModelRef model, long sinceRevision) {}

  /**
   * A decision that has not taken effect.
   *
   * @param back whether it returns to a model that was in effect before
   */
  record Pending(ModelRef model, long revision, Instant effectiveTime, boolean back) {}

  /**
   * A candidate that runs beside the model in effect.
   *
   * @param sharePercent so many of 100 accounts are told its scores
   */
  record OnTrial(ModelRef model, int sharePercent, long revision, Instant since) {}

  ScoreModels(InEffect... past) {
    this.past.addAll(List.of(past));
  }

  /** The model in effect; empty while the first is still to come. */
  Optional<InEffect> inEffect() {
    return past.isEmpty() ? Optional.empty() : Optional.of(past.getLast());
  }

  /** The model before the one in effect. */
  Optional<InEffect> before() {
    return past.size() < 2 ? Optional.empty() : Optional.of(past.get(past.size() - 2));
  }

  /** Those that were and are in effect and may be returned to, oldest first. */
  List<InEffect> past() {
    return Collections.unmodifiableList(past);
  }

  /** In the order of the decisions. */
  List<Pending> pending() {
    return Collections.unmodifiableList(pending);
  }

  boolean isInEffect(String hash) {
    return inEffect().filter(now -> now.model().getHash().equals(hash)).isPresent();
  }

  /** The candidate on trial. */
  Optional<OnTrial> trial() {
    return Optional.ofNullable(trial);
  }

  /** A trial begins, in the place of the one before. */
  void tries(OnTrial candidate) {
    trial = candidate;
  }

  /** The trial ends. */
  void endTrial() {
    trial = null;
  }

  void decided(Pending decision) {
    pending.add(decision);
  }

  void withdrawPending() {
    pending.clear();
  }

  /** A decision takes effect. */
  void tookEffect(long decidedRevision) {
    Pending decision =
        pending.stream()
            .filter(candidate -> candidate.revision() == decidedRevision)
            .findFirst()
            .orElseThrow(
                () -> new IllegalStateException("nothing was decided at " + decidedRevision));
    pending.remove(decision);
    if (trial != null && trial.model().getHash().equals(decision.model().getHash())) {
      trial = null;
    }
    if (decision.back()) {
      past.removeLast();
    } else if (!isInEffect(decision.model().getHash())) {
      past.add(new InEffect(decision.model(), decidedRevision));
    }
  }
}
