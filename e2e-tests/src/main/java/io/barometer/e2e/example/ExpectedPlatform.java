package io.barometer.e2e.example;

import io.barometer.language.Presets;
import io.barometer.model.alert.AlertRule;
import io.barometer.model.alert.DefaultRules;
import io.barometer.model.history.Day;
import io.barometer.model.score.Score;
import io.barometer.model.score.Scorer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the platform must say after it has recorded rows, computed by the pure model alone: no
 * service, no database, no message. The clock follows the rows' received times, and every day that
 * begins is told to every account.
 */
public final class ExpectedPlatform {
  private final Scorer scorer;
  private final List<AlertRule> rules;
  private final SortedMap<String, ExpectedAccount> accounts = new TreeMap<>();
  private @Nullable Instant clock;

  private ExpectedPlatform(Scorer scorer, List<AlertRule> rules) {
    this.scorer = scorer;
    this.rules = rules;
  }

  /**
   * The platform after these rows, with the shipped scorecard and the rules a tenant starts with.
   */
  public static ExpectedPlatform after(List<ExampleRow> rows) {
    ExpectedPlatform platform = new ExpectedPlatform(usage(), DefaultRules.all());
    rows.forEach(platform::record);
    return platform;
  }

  /** The platform after the example's first two years. */
  public static ExpectedPlatform afterFirstTwoYears() {
    return FirstTwoYears.PLATFORM;
  }

  /** Computed once for all who ask. */
  private static final class FirstTwoYears {
    private static final ExpectedPlatform PLATFORM = after(ExampleFile.firstTwoYears());
  }

  /** The shipped scorecard. */
  public static Scorer usage() {
    return Scorer.of(Presets.model("usage").card());
  }

  /** The UTC day on which the clock stands. */
  public long today() {
    return Day.of(now());
  }

  /** Where the clock stands. */
  public Instant now() {
    if (clock == null) {
      throw new IllegalStateException("nothing was recorded");
    }
    return clock;
  }

  /** The accounts by id. */
  public SortedMap<String, ExpectedAccount> accounts() {
    return accounts;
  }

  /** What scores. */
  public Scorer scorer() {
    return scorer;
  }

  /** The account's score of today. */
  public Score score(String accountId) {
    return score(accountId, today());
  }

  /** The account's score of a day, with everything that is known now. */
  public Score score(String accountId, long day) {
    return scorer.score(account(accountId).history(), day);
  }

  /** One account. */
  public ExpectedAccount account(String accountId) {
    ExpectedAccount account = accounts.get(accountId);
    if (account == null) {
      throw new IllegalArgumentException("no account " + accountId);
    }
    return account;
  }

  /** Number of accounts by band. */
  public SortedMap<String, Integer> bands() {
    SortedMap<String, Integer> bands = new TreeMap<>();
    accounts.keySet().forEach(id -> bands.merge(score(id).band(), 1, Integer::sum));
    return bands;
  }

  /** Every alert of every account. */
  public List<ExpectedAlert> alerts() {
    Collection<ExpectedAccount> all = accounts.values();
    return all.stream().flatMap(account -> account.alerts().stream()).toList();
  }

  /**
   * The hash of scoring's projection when these are the events of one tenant and there are no
   * others.
   */
  public String stateHash(String tenantId) {
    StateHash hash = new StateHash();
    accounts.forEach((id, account) -> hash.add(tenantId, id, account.history()));
    return hash.hex();
  }

  private void record(ExampleRow row) {
    Instant now = moveTo(row.receivedAt());
    accounts
        .computeIfAbsent(row.accountId(), id -> new ExpectedAccount(id, scorer, rules))
        .record(row::addTo, now);
  }

  private Instant moveTo(Instant time) {
    Instant before = clock == null ? time : clock;
    for (long day = Day.of(before) + 1; day <= Day.of(time); day++) {
      Instant midnight = Instant.ofEpochSecond(day * 86_400);
      accounts.values().forEach(account -> account.startDay(midnight));
    }
    Instant now = time.isAfter(before) ? time : before;
    clock = now;
    return now;
  }
}
