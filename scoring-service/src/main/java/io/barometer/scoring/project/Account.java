package io.barometer.scoring.project;

import io.barometer.model.history.AccountHistory;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.scoring.hierarchy.Family;
import io.barometer.scoring.score.AccountKey;
import io.barometer.scoring.scorecard.TenantScores;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the projection has in memory of one account. For the thread that owns the shard. */
final class Account {
  final AccountKey key;
  final AccountHistory history = new AccountHistory();

  /** Its scores by name. */
  final SortedMap<String, ScoreState> scores = new TreeMap<>();

  /** Hash of every month row in the table. */
  final Map<Integer, byte[]> monthHashes = new HashMap<>();

  /** Who is below it; null when nobody ever was. */
  private @Nullable Family family;

  Account(AccountKey key, TenantScores models) {
    this(key, models, null);
  }

  Account(AccountKey key, TenantScores models, @Nullable Family family) {
    this.key = key;
    use(models, family);
  }

  /** Scores with these models from now on; what was told and stored stays known. */
  void use(TenantScores models, @Nullable Family below) {
    family = below;
    TenantScores with = below == null ? models : models.each(below::over);
    with.of(key)
        .byName()
        .forEach(
            (name, own) ->
                scores.merge(
                    name,
                    new ScoreState(own, with.beside(name, key)),
                    (known, fresh) -> fresh.after(known)));
    scores.keySet().retainAll(models.byName().keySet());
  }

  /** Something happened on a day: its scores of that day and of later ones may be others. */
  void invalidateFrom(long day) {
    scores.values().forEach(score -> score.line.invalidateFrom(day));
  }

  /** Whether an event of it was ever applied. */
  boolean exists() {
    return !monthHashes.isEmpty();
  }

  /**
   * Whether anybody ever belonged to it. Where it belongs to one of those itself, its own history
   * is in their score and not in its own.
   */
  boolean isParent() {
    return family != null;
  }

  /** The accounts that it belonged to when its scores were told last. */
  Set<AccountKey> toldParents() {
    Set<AccountKey> parents = new TreeSet<>();
    for (ScoreState score : scores.values()) {
      AccountScore told = score.told;
      if (told != null && !told.getAccount().getParentAccountId().isEmpty()) {
        parents.add(new AccountKey(key.tenantId(), told.getAccount().getParentAccountId()));
      }
    }
    return parents;
  }

  /** Forgets the histories of others. */
  void rest() {
    Family parts = family;
    if (parts != null) {
      parts.rest();
    }
  }

  /** Whether time alone can do something to one of the scores. */
  boolean moves() {
    return scores.values().stream().anyMatch(score -> score.movement != Movement.SETTLED);
  }
}
