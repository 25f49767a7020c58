package io.barometer.scoring.portfolio;

import io.barometer.eventstore.Tx;
import io.barometer.model.history.Day;
import io.barometer.model.score.Scorer;
import io.barometer.model.scorecard.DerivedSignal;
import io.barometer.model.scorecard.Metric;
import io.barometer.scoring.score.StoredHistories;
import io.barometer.scoring.score.StoredHistory;
import io.barometer.signals.Facts;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Portfolios as their metrics read them on a day, in memory, so that whoever turns weights and
 * thresholds does not have all histories decoded at every turn. An account that changed since is
 * read anew; what was asked about least lately leaves first. Blocks.
 */
@ApplicationScoped
class KeptPortfolios {
  /** Some kilobytes each: more would leave the collector no room to work in. */
  private static final int MOST_ACCOUNTS = 25_000;

  private record Key(
      String tenantId, int version, long day, List<Metric> metrics, List<DerivedSignal> signals) {}

  private final LinkedHashMap<Key, Map<String, KeptAccount>> portfolios =
      new LinkedHashMap<>(16, 0.75f, true);

  /**
   * Hands over every account that there is by the end of a day.
   *
   * @return ids of those that are not kept: there is nothing of them yet, or somebody overrode
   *     their score
   */
  List<String> each(
      Tx tx, String tenantId, Scorer scorer, long day, Consumer<KeptAccount> consumer) {
    var key =
        new Key(
            tenantId,
            StoredHistories.version(tx),
            day,
            scorer.card().metrics(),
            scorer.card().signals());
    Map<String, KeptAccount> portfolio;
    synchronized (portfolios) {
      portfolio = portfolios.computeIfAbsent(key, wanted -> new ConcurrentHashMap<>());
    }
    SortedMap<String, Long> revisions = StoredHistories.revisions(tx);
    refresh(tx, portfolio, revisions, scorer, day);
    List<String> others = new ArrayList<>();
    for (String account : revisions.keySet()) {
      KeptAccount kept = portfolio.get(account);
      if (kept == null || scorer.overridden(kept.snapshot().facts())) {
        others.add(account);
      } else {
        consumer.accept(kept);
      }
    }
    evict(key);
    return others;
  }

  private static void refresh(
      Tx tx,
      Map<String, KeptAccount> portfolio,
      SortedMap<String, Long> revisions,
      Scorer scorer,
      long day) {
    List<String> changed = new ArrayList<>();
    revisions.forEach(
        (account, revision) -> {
          KeptAccount kept = portfolio.get(account);
          if (kept == null || kept.revision() != revision) {
            changed.add(account);
          }
        });
    portfolio.keySet().retainAll(revisions.keySet());
    StoredHistories.eachAtOnce(
        tx,
        changed,
        Day.monthOf(day),
        stored -> {
          if (stored.history().firstDay().orElse(Long.MAX_VALUE) <= day) {
            long revision = revisions.getOrDefault(stored.accountId(), 0L);
            portfolio.put(stored.accountId(), kept(stored, revision, scorer, day));
          }
        });
  }

  private static KeptAccount kept(StoredHistory stored, long revision, Scorer scorer, long day) {
    return new KeptAccount(
        stored.accountId(),
        revision,
        Facts.asOf(stored.accountId(), stored.history(), day),
        scorer.snapshot(stored.history(), day));
  }

  private void evict(Key used) {
    synchronized (portfolios) {
      int accounts = portfolios.values().stream().mapToInt(Map::size).sum();
      Iterator<Map.Entry<Key, Map<String, KeptAccount>>> eldest = portfolios.entrySet().iterator();
      while (accounts > MOST_ACCOUNTS && eldest.hasNext()) {
        Map.Entry<Key, Map<String, KeptAccount>> one = eldest.next();
        if (!one.getKey().equals(used)) {
          accounts -= one.getValue().size();
          eldest.remove();
        }
      }
    }
  }
}
