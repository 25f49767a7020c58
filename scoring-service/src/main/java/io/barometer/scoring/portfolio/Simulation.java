package io.barometer.scoring.portfolio;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.ledger.Hypothesis;
import io.barometer.model.ledger.PastEvent;
import io.barometer.model.ledger.Viewpoint;
import io.barometer.proto.scoring.v1.AccountFacts;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.ScoreValue;
import io.barometer.scoring.hierarchy.Family;
import io.barometer.scoring.hierarchy.Parentage;
import io.barometer.scoring.score.AccountScores;
import io.barometer.scoring.score.Moments;
import io.barometer.scoring.score.Protos;
import io.barometer.scoring.score.ScoreReader;
import io.barometer.scoring.score.StoredHistory;
import io.barometer.scoring.whatif.Supposition;
import io.barometer.signals.Facts;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/**
 * Scores account after account, as it is and as it would be; several threads may, each with
 * accounts of its own. Parents wait until all accounts have been seen; the histories of those below
 * them are kept meanwhile, so that nobody is read twice.
 */
final class Simulation {
  private static final Set<ScoreField> TOLD_AT_ONCE =
      EnumSet.of(
          ScoreField.BAND,
          ScoreField.SCORE,
          ScoreField.COVERAGE,
          ScoreField.OWNER,
          ScoreField.PLAN,
          ScoreField.INDUSTRY,
          ScoreField.REGION,
          ScoreField.PARENT,
          ScoreField.ACCOUNT,
          ScoreField.NAME);

  private final AccountScores actual;
  private final AccountScores simulated;
  private final Viewpoint from;
  private final Moments moments;
  private final List<Condition> conditions;
  private final SortedMap<String, List<PastEvent>> events;
  private final Parentage parentage;
  private final Consumer<AccountHistory> toEverybody;
  private final SortedMap<String, Taken> taken = new ConcurrentSkipListMap<>();
  private final SortedMap<String, ScoreValue> after = new ConcurrentSkipListMap<>();
  private final SortedMap<String, StoredHistory> actualKept = new ConcurrentSkipListMap<>();
  private final SortedMap<String, StoredHistory> simulatedKept = new ConcurrentSkipListMap<>();

  /** An account that the filter takes, as it is. */
  private record Taken(AccountFacts facts, ScoreValue score) {}

  Simulation(
      AccountScores actual,
      AccountScores simulated,
      Viewpoint from,
      Moments moments,
      List<Condition> conditions,
      SortedMap<String, List<PastEvent>> events,
      Parentage parentage) {
    this.actual = actual;
    this.simulated = simulated;
    this.from = from;
    this.moments = moments;
    this.conditions = conditions;
    this.events = events;
    this.parentage = parentage;
    this.toEverybody = adding(events.getOrDefault(Supposition.EVERYBODY, List.of()));
  }

  /** Takes an account as it is; its history may change afterwards. */
  void actual(StoredHistory stored) {
    if (!isSeen(stored)) {
      return;
    }
    if (hasFamily(stored.accountId())) {
      actualKept.put(stored.accountId(), copy(stored));
    }
    if (!parentage.isParent(stored.accountId())) {
      take(actual, stored);
    }
  }

  /**
   * Takes an account as it would be, but for the events besides; after all that are as they are.
   */
  void simulated(StoredHistory stored) {
    if (!isSeen(stored)) {
      return;
    }
    if (parentage.isParent(stored.accountId())) {
      simulatedKept.put(stored.accountId(), copy(stored));
    } else {
      happen(stored);
      if (hasFamily(stored.accountId())) {
        simulatedKept.put(stored.accountId(), copy(stored));
      }
      score(simulated, stored);
    }
  }

  /**
   * Takes an account as it is and as it would be; false when its metrics are not enough, because
   * something happens to it, or because it has a parent or children.
   */
  boolean kept(KeptAccount account) {
    if (events.containsKey(account.accountId()) || hasFamily(account.accountId())) {
      return false;
    }
    ScoreValue value = Protos.value(actual.scorer().score(account.snapshot()));
    if (conditions.isEmpty() || holds(account.facts(), value)) {
      taken.put(account.accountId(), new Taken(account.facts(), value));
      after.put(account.accountId(), Protos.value(simulated.scorer().score(account.snapshot())));
    }
    return true;
  }

  /** Whether what is kept of accounts is enough to tell which the filter takes. */
  static boolean toldAtOnce(List<Condition> conditions) {
    return conditions.stream().allMatch(condition -> TOLD_AT_ONCE.contains(condition.field()));
  }

  private boolean holds(AccountFacts facts, ScoreValue value) {
    AccountScore score = AccountScore.newBuilder().setAccount(facts).setScore(value).build();
    return conditions.stream().allMatch(condition -> condition.holds(score));
  }

  private boolean isSeen(StoredHistory stored) {
    return stored.history().firstDay().orElse(Long.MAX_VALUE) <= from.day();
  }

  private boolean hasFamily(String accountId) {
    return parentage.isParent(accountId) || parentage.isChild(accountId);
  }

  private static StoredHistory copy(StoredHistory stored) {
    AccountHistory copy = new AccountHistory();
    copy.merge(stored.history());
    return new StoredHistory(stored.accountId(), stored.shard(), copy);
  }

  private void take(AccountScores scores, StoredHistory stored) {
    AccountFacts facts = Facts.asOf(stored.accountId(), stored.history(), from.day());
    ScoreValue value = Protos.value(scores.scorer().score(stored.history(), from.day()));
    if (matches(scores, stored, facts, value)) {
      taken.put(stored.accountId(), new Taken(facts, value));
    }
  }

  private boolean matches(
      AccountScores scores, StoredHistory stored, AccountFacts facts, ScoreValue value) {
    if (conditions.isEmpty()) {
      return true;
    }
    if (toldAtOnce(conditions)) {
      return holds(facts, value);
    }
    AccountScore score =
        ScoreReader.computed(scores, stored, moments.of(stored.shard()), from.asOf());
    return conditions.stream().allMatch(condition -> condition.holds(score));
  }

  private void happen(StoredHistory stored) {
    if (taken.containsKey(stored.accountId())) {
      toEverybody.accept(stored.history());
    }
    List<PastEvent> own = events.getOrDefault(stored.accountId(), List.of());
    if (!own.isEmpty()) {
      adding(own).accept(stored.history());
    }
  }

  private Consumer<AccountHistory> adding(List<PastEvent> besides) {
    return new Hypothesis(besides, Hypothesis.NOTHING_LEFT_OUT, simulated.scorer()).adding(from);
  }

  private void score(AccountScores scores, StoredHistory stored) {
    if (taken.containsKey(stored.accountId())) {
      after.put(
          stored.accountId(), Protos.value(scores.scorer().score(stored.history(), from.day())));
    }
  }

  /** The figures of all accounts that the filter takes. */
  SimulatedFigures figures() {
    actualKept.forEach(
        (account, stored) -> {
          if (parentage.isParent(account)) {
            take(over(account, actual, actualKept), stored);
          }
        });
    simulatedKept.values().stream()
        .filter(stored -> parentage.isParent(stored.accountId()))
        .forEach(this::happen);
    simulatedKept.forEach(
        (account, stored) -> {
          if (parentage.isParent(account)) {
            score(over(account, simulated, simulatedKept), stored);
          }
        });
    var figures = new SimulatedFigures(actual.scorer().card(), simulated.scorer().card());
    ScoreValue nothing = Protos.value(simulated.scorer().score(new AccountHistory(), from.day()));
    taken.forEach(
        (account, one) ->
            figures.add(one.facts(), one.score(), after.getOrDefault(account, nothing)));
    return figures;
  }

  private AccountScores over(
      String account, AccountScores scores, Map<String, StoredHistory> kept) {
    SortedMap<String, AccountHistory> below = new TreeMap<>();
    for (String child : parentage.below(account)) {
      StoredHistory stored = kept.get(child);
      below.put(child, stored == null ? new AccountHistory() : stored.history());
    }
    return Family.among(account, below, scores);
  }
}
