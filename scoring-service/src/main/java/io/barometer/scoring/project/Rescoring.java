package io.barometer.scoring.project;

import io.barometer.edge.ProtoDate;
import io.barometer.edge.ProtoTime;
import io.barometer.model.score.Readout;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.Figure;
import io.barometer.proto.scoring.v1.ScoreChanged;
import io.barometer.proto.scoring.v1.ScoreLogEntry;
import io.barometer.proto.scoring.v1.TrialScore;
import io.barometer.proto.scoring.v1.Withdrawal;
import io.barometer.scoring.project.ScoreLogTable.LogRow;
import io.barometer.scoring.project.ScoreTable.ScoreRow;
import io.barometer.scoring.score.AccountKey;
import io.barometer.scoring.score.AccountScores;
import io.barometer.scoring.score.Protos;
import io.barometer.signals.Facts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Scores accounts anew and notes what changed. No database: the state says what is to be written.
 */
final class Rescoring {
  private static final int YEAR = 365;

  private Rescoring() {}

  /** Scores an account whose models or populations are others now; tells whether it moved. */
  static boolean anew(ShardState state, Account account, Cause cause) {
    boolean told = false;
    for (ScoreState score : account.scores.values()) {
      if (otherModel(score) || moved(account, score, state.day())) {
        tell(state, account, score, cause, null);
        told = true;
      }
    }
    settle(state, account);
    return told;
  }

  /**
   * Scores an account of which an event was just retracted, and tells all its scores with what is
   * taken back of earlier ones. The accounts that it belonged to and belongs to are due.
   */
  static void retracted(
      ShardState state, Account account, Cause cause, Map<String, Withdrawal> withdrawals) {
    Set<AccountKey> before = account.toldParents();
    account.scores.forEach(
        (name, score) -> tell(state, account, score, cause, withdrawals.get(name)));
    settle(state, account);
    if (state.scores(account.key.tenantId()).rollUp()) {
      state.parents.moved(before);
      state.parents.moved(account.toldParents());
    }
  }

  /**
   * Scores an account that has just heard of an event, or whose children moved. When it moves, the
   * accounts that it belonged to and belongs to are due.
   */
  static void withParents(ShardState state, Account account, Cause cause) {
    Set<AccountKey> before = account.toldParents();
    if (anew(state, account, cause) && state.scores(account.key.tenantId()).rollUp()) {
      state.parents.moved(before);
      state.parents.moved(account.toldParents());
    }
  }

  /** Notes what time can still do to an account. */
  static void settle(ShardState state, Account account) {
    for (ScoreState score : account.scores.values()) {
      score.movement = movement(account, score, state.day());
    }
    state.moved(account);
  }

  /** Scores an account because a day began. */
  static void atDayStart(ShardState state, Account account, Cause cause) {
    long day = state.day();
    for (ScoreState score : account.scores.values()) {
      boolean moves = score.movement != Movement.SETTLED;
      boolean moved = moves && (moved(account, score, day) || weekMoved(account, score, day));
      if (otherModel(score) || moved) {
        tell(state, account, score, cause, null);
      }
    }
    settle(state, account);
  }

  /** Says in the score log that every score of the shard is up to date for the day. */
  static void dayStarted(ShardState state, StoredEvent cause) {
    long sequence = state.nextSequence();
    var entry =
        ScoreLogEntry.newBuilder()
            .setShard(state.shard)
            .setSequence(sequence)
            .setDayStarted(ProtoDate.date(state.day()))
            .build();
    state.newEntries.add(
        new LogRow(
            sequence,
            cause.key().tenantId(),
            cause.key().accountId(),
            "",
            (int) state.day(),
            Cause.of(cause).traceParent(),
            entry.toByteArray(),
            false));
  }

  /** The score rows that differ from what is true now; marks them as stored. */
  static List<ScoreRow> refreshRows(ShardState state) {
    List<ScoreRow> changed = new ArrayList<>();
    for (Account account : state.touched.values()) {
      if (account.key.isAccount()) {
        for (ScoreState score : account.scores.values()) {
          if (refresh(state, account, score)) {
            changed.add(new ScoreRow(account.key, score));
          }
        }
      }
      account.rest();
    }
    return changed;
  }

  private static boolean refresh(ShardState state, Account account, ScoreState score) {
    AccountScore now = now(account, score, state.day());
    if (now.equals(score.stored) && score.movement == score.storedMovement) {
      return false;
    }
    score.stored = now;
    score.storedMovement = score.movement;
    return true;
  }

  private static AccountScore now(Account account, ScoreState score, long day) {
    AccountScore.Builder now =
        score.scores.of(account.key.accountId(), account.history, score.line, day);
    AccountScores other = score.beside;
    if (other != null) {
      now.setBeside(
          TrialScore.newBuilder()
              .setModel(other.model())
              .setScore(Protos.value(other.scorer().score(account.history, day))));
    }
    return now.build();
  }

  /**
   * Whether the score, a trend or a fact is no longer what was told. A trend moves while the score
   * stands still, when the day it looks back on is another one; rules that watch it must hear of
   * that.
   */
  private static boolean moved(Account account, ScoreState score, long day) {
    AccountScore told = score.told;
    return told == null
        || !told.getScore().equals(Protos.value(score.line.score(account.history, day)))
        || !told.getTrendsList().equals(AccountScores.trends(account.history, score.line, day))
        || !told.getAccount().equals(Facts.asOf(account.key.accountId(), account.history, day));
  }

  /** Whether one of the weekly measurements is another than the day before. */
  private static boolean weekMoved(Account account, ScoreState score, long day) {
    return !Arrays.equals(
        score.line.weekly(account.history, day), score.line.weekly(account.history, day - 1));
  }

  private static boolean otherModel(ScoreState score) {
    AccountScore told = score.told;
    return told == null || !told.getModel().getHash().equals(score.scores.model().getHash());
  }

  private static void tell(
      ShardState state,
      Account account,
      ScoreState score,
      Cause cause,
      @Nullable Withdrawal withdrawal) {
    long day = state.day();
    AccountScore before = score.told;
    AccountScore current = now(account, score, day);
    score.told = current;
    var change =
        ScoreChanged.newBuilder()
            .setTenantId(account.key.tenantId())
            .setCurrent(
                current.toBuilder()
                    .clearBeside()
                    .setShard(state.shard)
                    .setPosition(cause.position())
                    .setAsOfTime(ProtoTime.timestamp(state.clock())));
    if (before != null) {
      change.setPrevious(before.getScore());
    }
    for (int tenths : score.line.weekly(account.history, day)) {
      change.addWeeklyTenths(tenths);
    }
    Readout readout = score.scores.scorer().readout(account.history, day);
    change.addAllMetrics(figures(readout.metrics())).addAllGroups(figures(readout.groups()));
    if (withdrawal != null) {
      change.setWithdrawal(withdrawal);
    }
    append(state, account, cause, change.build());
  }

  private static List<Figure> figures(SortedMap<String, Double> values) {
    return values.entrySet().stream()
        .map(one -> Figure.newBuilder().setName(one.getKey()).setValue(one.getValue()).build())
        .toList();
  }

  private static void append(ShardState state, Account account, Cause cause, ScoreChanged change) {
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
            change.getCurrent().getScoreName(),
            (int) state.day(),
            cause.traceParent(),
            entry.toByteArray(),
            change.hasWithdrawal()));
  }

  private static Movement movement(Account account, ScoreState score, long day) {
    AccountScores other = score.beside;
    if (!score.scores.scorer().settledAfter(account.history, day)
        || (other != null && !other.scorer().settledAfter(account.history, day))) {
      return Movement.SCORE;
    }
    boolean yearSettled = score.scores.scorer().settledAfter(account.history, day - YEAR);
    return yearSettled ? Movement.SETTLED : Movement.TRENDS;
  }
}
