package io.barometer.scoring.project;

import io.barometer.model.history.AccountHistory;
import io.barometer.scoring.score.AccountKey;
import io.barometer.scoring.scorecard.TenantScores;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the projection has in memory of one account. For the thread that owns the shard. */
final class Account {
  final AccountKey key;
  final AccountHistory history = new AccountHistory();

  /** Its scores by name. */
  final SortedMap<String, ScoreState> scores = new TreeMap<>();

  /** Hash of every month row in the table. */
  final Map<Integer, byte[]> monthHashes = new HashMap<>();

  Account(AccountKey key, TenantScores models) {
    this.key = key;
    use(models);
  }

  /** Scores with these models from now on; what was told and stored stays known. */
  void use(TenantScores models) {
    models
        .byName()
        .forEach(
            (name, with) ->
                scores.merge(name, new ScoreState(with), (known, fresh) -> known.with(with)));
    scores.keySet().retainAll(models.byName().keySet());
  }

  /** Something happened on a day: its scores of that day and of later ones may be others. */
  void invalidateFrom(long day) {
    scores.values().forEach(score -> score.line.invalidateFrom(day));
  }

  /** Whether time alone can do something to one of the scores. */
  boolean moves() {
    return scores.values().stream().anyMatch(score -> score.movement != Movement.SETTLED);
  }
}
