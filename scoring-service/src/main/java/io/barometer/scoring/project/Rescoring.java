package io.barometer.scoring.project;

import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.ScoreChanged;
import io.barometer.proto.scoring.v1.ScoreLogEntry;
import io.barometer.scoring.project.ScoreLogTable.LogRow;
import io.barometer.scoring.score.AccountScores;
import io.barometer.scoring.score.Facts;
import io.barometer.scoring.score.Protos;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scores accounts anew and notes what changed. No database: the state says what is to be written.
 */
final class Rescoring {
  private static final int YEAR = 365;

  private final AccountScores scores;

  Rescoring(AccountScores scores) {
    this.scores = scores;
  }

  /** Scores an account that has just heard of an event. */
  void afterEvent(ShardState state, Account account, StoredEvent cause) {
    if (otherModel(account) || moved(account, state.day())) {
      tell(state, account, cause);
    }
    state.movement(account, movement(account, state.day()));
  }

  /** Notes what time can still do to an account that is only stored, not told. */
  void settle(ShardState state, Account account) {
    state.movement(account, movement(account, state.day()));
  }

  /** Scores an account because a day began. */
  void atDayStart(ShardState state, Account account, StoredEvent cause) {
    long day = state.day();
    boolean moves = account.movement != Movement.SETTLED;
    if (otherModel(account) || (moves && (moved(account, day) || weekMoved(account, day)))) {
      tell(state, account, cause);
    }
    state.movement(account, movement(account, state.day()));
  }

  /** Says in the score log that every score of the shard is up to date for the day. */
  void dayStarted(ShardState state, StoredEvent cause) {
    long sequence = state.nextSequence();
    var entry =
        ScoreLogEntry.newBuilder()
            .setShard(state.shard)
            .setSequence(sequence)
            .setDayStarted(Protos.date(state.day()))
            .build();
    state.newEntries.add(
        new LogRow(
            sequence,
            cause.key().tenantId(),
            cause.key().accountId(),
            (int) state.day(),
            sampled(cause),
            entry.toByteArray()));
  }

  /** The accounts whose score rows differ from what is true now; marks them as stored. */
  List<Account> refreshRows(ShardState state) {
    List<Account> changed = new ArrayList<>();
    for (Account account : state.touched.values()) {
      if (account.key.isAccount() && refresh(state, account)) {
        changed.add(account);
      }
    }
    return changed;
  }

  private boolean refresh(ShardState state, Account account) {
    AccountScore now =
        scores.of(account.key.accountId(), account.history, account.line, state.day()).build();
    if (now.equals(account.stored) && account.movement == account.storedMovement) {
      return false;
    }
    account.stored = now;
    account.storedMovement = account.movement;
    return true;
  }

  /**
   * Whether the score, a trend or a fact is no longer what was told. A trend moves while the score
   * stands still, when the day it looks back on is another one; rules that watch it must hear of
   * that.
   */
  private boolean moved(Account account, long day) {
    AccountScore told = account.told;
    return told == null
        || !told.getScore().equals(Protos.value(account.line.score(account.history, day)))
        || !told.getTrendsList().equals(AccountScores.trends(account.history, account.line, day))
        || !told.getAccount().equals(Facts.asOf(account.key.accountId(), account.history, day));
  }

  /** Whether one of the weekly measurements is another than the day before. */
  private static boolean weekMoved(Account account, long day) {
    return !Arrays.equals(
        account.line.weekly(account.history, day), account.line.weekly(account.history, day - 1));
  }

  private boolean otherModel(Account account) {
    AccountScore told = account.told;
    return told == null || !told.getModel().getHash().equals(scores.model().getHash());
  }

  private void tell(ShardState state, Account account, StoredEvent cause) {
    long day = state.day();
    AccountScore before = account.told;
    AccountScore current =
        scores.of(account.key.accountId(), account.history, account.line, day).build();
    account.told = current;
    var change =
        ScoreChanged.newBuilder()
            .setTenantId(account.key.tenantId())
            .setCurrent(
                current.toBuilder()
                    .setShard(state.shard)
                    .setPosition(cause.entry().position())
                    .setAsOfTime(Protos.time(state.clock())));
    if (before != null) {
      change.setPrevious(before.getScore());
    }
    for (int tenths : account.line.weekly(account.history, day)) {
      change.addWeeklyTenths(tenths);
    }
    append(state, account, cause, change.build());
  }

  private static void append(
      ShardState state, Account account, StoredEvent cause, ScoreChanged change) {
    long sequence = state.nextSequence();
    var entry =
        ScoreLogEntry.newBuilder()
            .setShard(state.shard)
            .setSequence(sequence)
            .setScoreChanged(change)
            .build();
    state.newEntries.add(
        new LogRow(
            sequence,
            account.key.tenantId(),
            account.key.accountId(),
            (int) state.day(),
            sampled(cause),
            entry.toByteArray()));
  }

  private Movement movement(Account account, long day) {
    if (!scores.scorer().settledAfter(account.history, day)) {
      return Movement.SCORE;
    }
    boolean yearSettled = scores.scorer().settledAfter(account.history, day - YEAR);
    return yearSettled ? Movement.SETTLED : Movement.TRENDS;
  }

  /** The trace to continue, or null when the event's trace is not recorded by anybody. */
  private static @Nullable String sampled(StoredEvent cause) {
    String parent = cause.entry().traceParent();
    return parent != null && parent.endsWith("-01") ? parent : null;
  }
}
