package io.barometer.scoring.scorecard;

import io.barometer.edge.Violations;
import io.barometer.model.name.NearestName;
import io.barometer.model.score.PopulationHistory;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.scoring.score.AccountScores;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What each score of a tenant is computed with.
 *
 * @param byName score name to the model in effect; never empty
 */
public record TenantScores(SortedMap<String, AccountScores> byName) {

  public TenantScores {
    byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
  }

  /** Whether any of them depends on other accounts. */
  public boolean rank() {
    return byName.values().stream().anyMatch(scores -> scores.scorer().ranks());
  }

  /** The same, those that rank among these populations. */
  public TenantScores among(Function<AccountScores, PopulationHistory> populations) {
    return rank()
        ? each(scores -> scores.scorer().ranks() ? scores.among(populations.apply(scores)) : scores)
        : this;
  }

  /** Whether any of them scores parents from their children. */
  public boolean rollUp() {
    return byName.values().stream().anyMatch(s -> s.scorer().card().rollUp() != null);
  }

  /** The same, each changed in the same way. */
  public TenantScores each(UnaryOperator<AccountScores> change) {
    SortedMap<String, AccountScores> changed = new TreeMap<>(byName);
    changed.replaceAll((name, scores) -> change.apply(scores));
    return new TenantScores(changed);
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
