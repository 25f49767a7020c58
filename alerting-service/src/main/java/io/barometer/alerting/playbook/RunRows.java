package io.barometer.alerting.playbook;

import com.google.protobuf.InvalidProtocolBufferException;
import io.barometer.alerting.alert.StoredScore;
import io.barometer.edge.ProtoTime;
import io.barometer.eventstore.Tx;
import io.barometer.proto.alerting.v1.Playbook;
import io.barometer.proto.alerting.v1.PlaybookRun;
import io.barometer.proto.alerting.v1.PlaybookRunChange;
import io.barometer.proto.alerting.v1.PlaybookRunState;
import io.barometer.proto.alerting.v1.ReportRunRequest;
import io.barometer.proto.scoring.v1.AccountFacts;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Runs as people and engines are told of them. */
final class RunRows {
  private static final int WAITING = PlaybookRunState.PLAYBOOK_RUN_STATE_WAITING_VALUE;

  /** From {@code playbook_run r}, its alert {@code a} and its trigger {@code t}. */
  static final String SELECT =
      """
      select r.run_id, r.playbook, r.account_id, r.alert_id, r.state, r.begin_time, r.trigger_time,
        r.lapse_time, r.definition, r.report, a.reason, a.score, t.trigger_id
      from alerting.playbook_run r
      join alerting.alert a on a.alert_id = r.alert_id
      left join alerting.trigger t on t.run_id = r.run_id
      """;

  private RunRows() {}

  /** One run. */
  static Optional<PlaybookRun> byId(Tx tx, UUID id) {
    return runs(tx, tx.query(SELECT + "where r.run_id = $1", Tuple.of(id))).stream().findFirst();
  }

  /** The runs of rows of {@link #SELECT}, in their order, with their histories. */
  static List<PlaybookRun> runs(Tx tx, RowSet<Row> rows) {
    Map<UUID, PlaybookRun.Builder> runs = new LinkedHashMap<>();
    for (Row row : rows) {
      runs.put(row.getUUID(0), run(row));
    }
    if (!runs.isEmpty()) {
      for (Row row :
          tx.query(
              """
              select run_id, state, time, who, note from alerting.playbook_run_change
              where run_id = any($1) order by run_id, state""",
              Tuple.of((Object) runs.keySet().toArray(UUID[]::new)))) {
        PlaybookRun.Builder run = runs.get(row.getUUID(0));
        if (run != null) {
          run.addHistory(change(row));
        }
      }
    }
    List<PlaybookRun> read = new ArrayList<>();
    runs.values().forEach(run -> read.add(run.build()));
    return read;
  }

  private static PlaybookRun.Builder run(Row row) {
    Playbook playbook = PlaybookReader.message(row.getBuffer(8).getBytes());
    AccountFacts facts = StoredScore.of(row.getBuffer(11).getBytes()).getAccount();
    PlaybookRun.Builder run =
        PlaybookRun.newBuilder()
            .setRunId(row.getUUID(0).toString())
            .setPlaybook(row.getString(1))
            .setTitle(playbook.getTitle())
            .setAccountId(row.getString(2))
            .setAccountName(facts.getName().isEmpty() ? row.getString(2) : facts.getName())
            .setAlertId(row.getUUID(3).toString())
            .setReason(row.getString(10))
            .setStateValue(row.getInteger(4))
            .setBeginTime(ProtoTime.timestamp(row.getOffsetDateTime(5)))
            .addAllSteps(playbook.getStepsList());
    if (row.getOffsetDateTime(6) != null) {
      run.setTriggerTime(ProtoTime.timestamp(row.getOffsetDateTime(6)));
    }
    if (row.getOffsetDateTime(7) != null && row.getInteger(4) == WAITING) {
      run.setLapseTime(ProtoTime.timestamp(row.getOffsetDateTime(7)));
    }
    if (row.getBuffer(9) != null) {
      run.addAllStepResults(report(row.getBuffer(9).getBytes()).getStepResultsList());
    }
    if (row.getUUID(12) != null) {
      run.setTriggerId(row.getUUID(12).toString());
    }
    return run;
  }

  private static PlaybookRunChange change(Row row) {
    return PlaybookRunChange.newBuilder()
        .setStateValue(row.getInteger(1))
        .setTime(ProtoTime.timestamp(row.getOffsetDateTime(2)))
        .setWho(row.getString(3))
        .setNote(row.getString(4))
        .build();
  }

  static ReportRunRequest report(byte[] bytes) {
    try {
      return ReportRunRequest.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a stored report cannot be read", e);
    }
  }
}
