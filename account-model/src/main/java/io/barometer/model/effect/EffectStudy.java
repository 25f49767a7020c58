package io.barometer.model.effect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares accounts for which a playbook was done with similar ones for which it was not. Similar
 * is, on the day of the trigger: the same band, a score within 5 points, the same segment where
 * both are known, and no run of the playbook within 90 days before or after. Of those the five
 * nearest by score are taken, then by id. A run that follows a completed one of the same account
 * within 90 days is left out: its beginning is not without the playbook.
 */
public final class EffectStudy {
  private static final int NEAREST = 5;
  private static final int LIKE_TENTHS = 50;
  private static final long APART_DAYS = 90;

  private final List<AccountDays> accounts;
  private final Map<String, AccountDays> byId = new HashMap<>();
  private final Map<String, List<RunDay>> runs = new HashMap<>();
  private final List<RunDay> treated = new ArrayList<>();

  /** A study of these accounts and of all runs of one playbook. */
  public EffectStudy(List<AccountDays> accounts, List<RunDay> all) {
    this.accounts = List.copyOf(accounts);
    accounts.forEach(account -> byId.put(account.accountId(), account));
    all.forEach(run -> runs.computeIfAbsent(run.accountId(), id -> new ArrayList<>()).add(run));
    all.stream()
        .filter(run -> run.completed() && isFirst(run))
        .sorted(Comparator.comparing(RunDay::accountId).thenComparingLong(RunDay::day))
        .forEach(treated::add);
  }

  /** What followed after so many days. */
  public Effect after(int days) {
    List<Pair> pairs = new ArrayList<>();
    int unmatched = 0;
    int open = 0;
    for (RunDay run : treated) {
      AccountDays account = byId.get(run.accountId());
      Integer change = account == null ? null : change(account, run.day(), days);
      if (account == null || change == null) {
        open++;
        continue;
      }
      List<AccountDays> like = like(account, run.day(), days);
      if (like.isEmpty()) {
        unmatched++;
      } else {
        double others =
            like.stream().mapToInt(other -> changed(other, run.day(), days)).average().orElse(0);
        pairs.add(new Pair(run.accountId(), run.day(), change, like.size(), others));
      }
    }
    return new Effect(days, pairs, unmatched, open);
  }

  private boolean isFirst(RunDay run) {
    return runs.getOrDefault(run.accountId(), List.of()).stream()
        .filter(RunDay::completed)
        .noneMatch(other -> other.day() < run.day() && run.day() - other.day() <= APART_DAYS);
  }

  private List<AccountDays> like(AccountDays treated, long day, int days) {
    int score = treated.tenths(day);
    return accounts.stream()
        .filter(other -> other.tenths(day) != AccountDays.MISSING)
        .filter(other -> StrictMath.abs(other.tenths(day) - score) <= LIKE_TENTHS)
        .filter(other -> other.band(day).equals(treated.band(day)))
        .filter(other -> isOfSegment(other, treated))
        .filter(other -> other.tenths(day + days) != AccountDays.MISSING)
        .filter(other -> isUntreated(other, day))
        .sorted(
            Comparator.<AccountDays>comparingInt(other -> StrictMath.abs(other.tenths(day) - score))
                .thenComparing(AccountDays::accountId))
        .limit(NEAREST)
        .toList();
  }

  private static boolean isOfSegment(AccountDays one, AccountDays other) {
    return one.segment().isEmpty()
        || other.segment().isEmpty()
        || one.segment().equals(other.segment());
  }

  /** No run at all near the day; so never the treated account itself. */
  private boolean isUntreated(AccountDays account, long day) {
    return runs.getOrDefault(account.accountId(), List.of()).stream()
        .noneMatch(run -> StrictMath.abs(run.day() - day) <= APART_DAYS);
  }

  private static @Nullable Integer change(AccountDays account, long day, int days) {
    boolean known =
        account.tenths(day) != AccountDays.MISSING
            && account.tenths(day + days) != AccountDays.MISSING;
    return known ? changed(account, day, days) : null;
  }

  private static int changed(AccountDays account, long day, int days) {
    return account.tenths(day + days) - account.tenths(day);
  }
}
