package io.barometer.scoring.project;

import com.google.protobuf.InvalidProtocolBufferException;
import io.barometer.edge.Refusal;
import io.barometer.eventstore.Tx;
import io.barometer.model.measure.DerivedSignals;
import io.barometer.proto.event.v1.RecordedEvent;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.Retraction;
import io.barometer.proto.scoring.v1.ScoreChanged;
import io.barometer.proto.scoring.v1.ScoreLogEntry;
import io.barometer.proto.scoring.v1.Withdrawal;
import io.barometer.proto.scoring.v1.WithdrawnScore;
import io.barometer.scoring.score.AccountScores;
import io.barometer.scoring.scorecard.ActiveModels;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a retraction takes back of an account's published scores. Every entry of the score log since
 * the retracted event is computed twice, with what was recorded by then: with the event, and
 * without it or with its replacement. Those that differ are withdrawn; what only a late event or
 * another model would make of them is left alone.
 */
final class Withdrawals {
  private static final int NAMED = 1_000;

  private final Tx tx;
  private final ActiveModels models;
  private final int shard;
  private final Account account;
  private final Amended amended;
  private final Map<String, AccountScores> byHash = new HashMap<>();

  /**
   * What the last of an account's events, a retraction, takes back.
   *
   * @param events the account's events up to it
   */
  Withdrawals(Tx tx, ActiveModels models, int shard, Account account, List<RecordedEvent> events) {
    this.tx = tx;
    this.models = models;
    this.shard = shard;
    this.account = account;
    this.amended = Amended.of(events);
  }

  /** One for each score of the account. */
  Map<String, Withdrawal> byScore() {
    SortedMap<String, List<ScoreLogEntry>> told = told();
    Map<String, Withdrawal> withdrawals = new HashMap<>();
    account.scores.forEach(
        (name, score) ->
            withdrawals.put(name, withdrawal(score.scores, told.getOrDefault(name, List.of()))));
    return withdrawals;
  }

  /** What was told since the retracted event, by score; a parent's scores are its children's. */
  private SortedMap<String, List<ScoreLogEntry>> told() {
    SortedMap<String, List<ScoreLogEntry>> told = new TreeMap<>();
    if (account.isParent()) {
      return told;
    }
    for (Row row :
        tx.query(
            """
            select score_name, payload from scoring.score_change
            where tenant_id = $1 and account_id = $2 and shard = $3 and score_name <> ''
            order by sequence
            """,
            Tuple.of(account.key.tenantId(), account.key.accountId(), shard))) {
      ScoreLogEntry entry = entry(row.getBuffer(1).getBytes());
      if (entry.getScoreChanged().getCurrent().getPosition() >= amended.place()) {
        told.computeIfAbsent(row.getString(0), name -> new ArrayList<>()).add(entry);
      }
    }
    return told;
  }

  private Withdrawal withdrawal(AccountScores current, List<ScoreLogEntry> told) {
    List<AccountScores> with = told.stream().map(entry -> model(entry, current)).toList();
    var derived = DerivedSignals.of(with.stream().map(one -> one.scorer().card()).toList());
    var before = new ToldAgain(amended.before(), derived);
    var after = new ToldAgain(amended.after(), derived);
    List<WithdrawnScore> touched = new ArrayList<>();
    for (int i = 0; i < told.size(); i++) {
      AccountScore published = told.get(i).getScoreChanged().getCurrent();
      ToldAgain.Figures was = before.at(published, with.get(i));
      ToldAgain.Figures is = after.at(published, with.get(i));
      if (!was.equals(is)) {
        touched.add(withdrawn(told, i, is));
      }
    }
    return Withdrawal.newBuilder()
        .setRetraction(retraction(amended.retraction()))
        .setCount(touched.size())
        .addAllScores(touched.reversed().stream().limit(NAMED).toList())
        .build();
  }

  private static WithdrawnScore withdrawn(
      List<ScoreLogEntry> told, int index, ToldAgain.Figures corrected) {
    ScoreLogEntry entry = told.get(index);
    AccountScore published = entry.getScoreChanged().getCurrent();
    var withdrawn =
        WithdrawnScore.newBuilder()
            .setSequence(entry.getSequence())
            .setTime(published.getAsOfTime())
            .setPublished(published.getScore())
            .setCorrected(corrected.score())
            .addAllCorrectedTrends(corrected.trends())
            .addAllCorrectedWeeklyTenths(corrected.weekly());
    if (index + 1 < told.size()) {
      ScoreLogEntry next = told.get(index + 1);
      withdrawn
          .setUntilSequence(next.getSequence())
          .setUntilTime(next.getScoreChanged().getCurrent().getAsOfTime());
    }
    return withdrawn.build();
  }

  /** What scored an entry; what scores now where that model is gone with an earlier release. */
  private AccountScores model(ScoreLogEntry entry, AccountScores current) {
    ScoreChanged change = entry.getScoreChanged();
    String hash = change.getCurrent().getModel().getHash();
    if (hash.equals(current.model().getHash())) {
      return current;
    }
    return byHash.computeIfAbsent(
        hash,
        h -> {
          try {
            return models.under(tx, account.key.tenantId(), change.getCurrent().getModel());
          } catch (Refusal gone) {
            return current;
          }
        });
  }

  private static Retraction retraction(RecordedEvent recorded) {
    var retracted = recorded.getEvent().getEventRetracted();
    return Retraction.newBuilder()
        .setEventId(recorded.getEventId())
        .setPosition(recorded.getPosition())
        .setRecordedTime(recorded.getRecordedTime())
        .setRetractedEventId(retracted.getEventId())
        .setReason(retracted.getReason())
        .setAuthor(retracted.getAuthor())
        .setReplaced(retracted.hasReplacement())
        .build();
  }

  private static ScoreLogEntry entry(byte[] payload) {
    try {
      return ScoreLogEntry.parseFrom(payload);
    } catch (InvalidProtocolBufferException damaged) {
      throw new IllegalStateException("an entry of the score log cannot be read", damaged);
    }
  }
}
