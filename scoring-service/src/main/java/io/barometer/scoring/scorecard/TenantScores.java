package io.barometer.scoring.scorecard;

import io.barometer.edge.Violations;
import io.barometer.model.name.NearestName;
import io.barometer.model.score.PopulationHistory;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.scoring.score.AccountKey;
import io.barometer.scoring.score.AccountScores;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What each score of a tenant is computed with.
 *
 * @param byName score name to the model in effect; never empty
 * @param trials score name to the candidate that runs beside it
 */
public record TenantScores(
    SortedMap<String, AccountScores> byName, SortedMap<String, Trial> trials) {

  public TenantScores {
    byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
    trials = Collections.unmodifiableSortedMap(new TreeMap<>(trials));
  }

  /** Without trials. */
  public TenantScores(SortedMap<String, AccountScores> byName) {
    this(byName, new TreeMap<>());
  }

  /** Models in effect and candidates. */
  public Stream<AccountScores> all() {
    return Stream.concat(byName.values().stream(), trials.values().stream().map(Trial::candidate));
  }

  /**
   * What an account's scores are told with: the candidate's where a trial has put the account on
   * its side.
   */
  public TenantScores of(AccountKey account) {
    if (trials.values().stream().noneMatch(trial -> trial.takes(account))) {
      return this;
    }
    SortedMap<String, AccountScores> own = new TreeMap<>(byName);
    trials.forEach(
        (name, trial) -> {
          if (trial.takes(account)) {
            own.put(name, trial.candidate());
          }
        });
    return new TenantScores(own, trials);
  }

  /** What an account's score is not told with although it could be; null without a trial. */
  public @Nullable AccountScores beside(String name, AccountKey account) {
    Trial trial = trials.get(name);
    if (trial == null) {
      return null;
    }
    return trial.takes(account) ? byName.get(name) : trial.candidate();
  }

  /** Whether any of them depends on other accounts. */
  public boolean rank() {
    return all().anyMatch(scores -> scores.scorer().ranks());
  }

  /** The same, those that rank among these populations. */
  public TenantScores among(Function<AccountScores, PopulationHistory> populations) {
    return rank()
        ? each(scores -> scores.scorer().ranks() ? scores.among(populations.apply(scores)) : scores)
        : this;
  }

  /** Whether any of them scores parents from their children. */
  public boolean rollUp() {
    return all().anyMatch(s -> s.scorer().card().rollUp() != null);
  }

  /** The same, each changed in the same way. */
  public TenantScores each(UnaryOperator<AccountScores> change) {
    SortedMap<String, AccountScores> changed = new TreeMap<>(byName);
    changed.replaceAll((name, scores) -> change.apply(scores));
    SortedMap<String, Trial> changedTrials = new TreeMap<>(trials);
    changedTrials.replaceAll(
        (name, trial) -> new Trial(change.apply(trial.candidate()), trial.sharePercent()));
    return new TenantScores(changed, changedTrials);
  }

  /**
   * The score of a name; for none {@code health}, or the tenant's only one.
   *
   * @throws io.barometer.edge.Refusal INVALID_ARGUMENT when the tenant has no such score
   */
  public AccountScores named(String name) {
    String wanted = name.isEmpty() ? standard() : name;
    AccountScores found = byName.get(wanted);
    if (found == null) {
      var violations = new Violations();
      violations.add(
          "score_name",
          ErrorReason.ERROR_REASON_VALUE_UNKNOWN,
          "must name a score: " + String.join(", ", byName.keySet()),
          "nearest",
          NearestName.of(wanted, byName.keySet()).orElse(""));
      throw violations.toRefusal();
    }
    return found;
  }

  private String standard() {
    return byName.size() == 1 ? byName.firstKey() : Scorecard.HEALTH;
  }
}
