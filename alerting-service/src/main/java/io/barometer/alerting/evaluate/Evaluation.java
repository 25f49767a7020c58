package io.barometer.alerting.evaluate;

import io.barometer.alerting.evaluate.ScoreEntries.Heard;
import io.barometer.alerting.evaluate.ScoreEntries.Moved;
import io.barometer.alerting.evaluate.ScoreEntries.Passed;
import io.barometer.alerting.evaluate.ScoreEntries.Read;
import io.barometer.model.alert.AlertInput;
import io.barometer.model.alert.AlertPolicy;
import io.barometer.model.alert.AlertRule;
import io.barometer.model.alert.Decision;
import io.barometer.model.alert.Transition;
import io.barometer.proto.scoring.v1.Withdrawal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One batch of entries against the accounts it is about, in memory. */
final class Evaluation {

  private final Map<String, TenantConfig> tenants;
  private final long toldUpTo;
  private final TreeMap<ScoreKey, Watched> accounts = new TreeMap<>();
  private final List<Told> told = new ArrayList<>();
  private final List<Moved> withdrawn = new ArrayList<>();
  private long lastHour;

  /**
   * An evaluation.
   *
   * @param toldUpTo entries up to this sequence were evaluated before
   */
  Evaluation(Map<String, TenantConfig> tenants, long toldUpTo) {
    this.tenants = tenants;
    this.toldUpTo = toldUpTo;
  }

  void add(Watched account) {
    account.changed = false;
    accounts.put(account.key, account);
  }

  boolean knows(ScoreKey key) {
    return accounts.containsKey(key);
  }

  void step(Read entry) {
    switch (entry) {
      case Moved moved -> {
        Watched account = Objects.requireNonNull(accounts.get(moved.account()));
        account.score = moved.score();
        decide(account, moved.input(), moved.withdrawal(), moved.traceParent());
        if (moved.withdrawal() != null) {
          withdrawn.add(moved);
        }
      }
      case Heard heard -> {
        for (ScoreKey key : concerned(heard)) {
          Watched account = Objects.requireNonNull(accounts.get(key));
          decide(account, heard.input(), null, heard.traceParent());
        }
      }
      case Passed passed -> {
        lastHour = Math.max(lastHour, passed.hour());
        for (Watched account : accounts.values()) {
          if (account.dueHour <= passed.hour()) {
            decide(account, passed.input(), null, null);
          }
        }
      }
    }
  }

  /** Accounts whose memory, score or due day is new, ordered. */
  List<Watched> changed() {
    return accounts.values().stream().filter(account -> account.changed).toList();
  }

  /** The transitions, in the order in which they were decided. */
  List<Told> told() {
    return told;
  }

  /** Entries that take back earlier ones. */
  List<Moved> withdrawn() {
    return withdrawn;
  }

  /** The names of the rules that watch a score. */
  List<String> rules(ScoreKey key) {
    TenantConfig config = Objects.requireNonNull(tenants.get(key.tenantId()));
    return config.rules(key.scoreName()).stream().map(AlertRule::name).toList();
  }

  /** The scores that an entry is about; none when only time passed. */
  List<ScoreKey> concerned(Read entry) {
    return switch (entry) {
      case Moved moved -> List.of(moved.account());
      case Heard heard -> {
        AccountKey account = heard.account();
        TenantConfig config = Objects.requireNonNull(tenants.get(account.tenantId()));
        yield config.scoresHearing(heard.input()).stream()
            .map(score -> new ScoreKey(account.tenantId(), account.accountId(), score))
            .toList();
      }
      case Passed _ -> List.of();
    };
  }

  /** The last hour that began; 0 when none did. */
  long lastHour() {
    return lastHour;
  }

  private void decide(
      Watched account,
      AlertInput input,
      @Nullable Withdrawal withdrawal,
      @Nullable String traceParent) {
    TenantConfig config = Objects.requireNonNull(tenants.get(account.key.tenantId()));
    Decision decision =
        AlertPolicy.decide(config.rules(account.key.scoreName()), account.memory, input);
    account.memory = decision.memory();
    account.dueHour = decision.dueHour();
    account.changed = true;
    for (Transition transition : decision.transitions()) {
      told.add(
          new Told(
              account.key,
              transition,
              input.sequence(),
              account.score,
              config,
              withdrawal,
              input.sequence() <= toldUpTo,
              traceParent));
    }
  }
}
