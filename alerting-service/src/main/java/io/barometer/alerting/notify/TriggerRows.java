package io.barometer.alerting.notify;

import com.google.protobuf.InvalidProtocolBufferException;
import io.barometer.eventstore.Tx;
import io.barometer.proto.alerting.v1.Playbook;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Triggers of playbooks, as webhooks and the topic tell them. */
public final class TriggerRows {
  private static final String SELECT =
      """
      select t.trigger_id, t.sequence, t.run_id, t.playbook, r.definition, c.who, r.trigger_time,
        a.alert_id, a.rule, a.title, a.severity, a.playbook, a.fired_time, a.score, a.reason,
        a.fired_time
      from alerting.trigger t
      join alerting.playbook_run r on r.run_id = t.run_id
      join alerting.playbook_run_change c on c.run_id = t.run_id and c.state = 2
      join alerting.alert a on a.alert_id = t.alert_id
      """;

  private TriggerRows() {}

  /** The triggers with these ids. */
  static Map<UUID, PlaybookNews> byId(Tx tx, Collection<UUID> ids) {
    Map<UUID, PlaybookNews> found = new HashMap<>();
    if (!ids.isEmpty()) {
      RowSet<Row> rows =
          tx.query(
              SELECT + "where t.trigger_id = any($1)", Tuple.of((Object) ids.toArray(UUID[]::new)));
      read(rows).forEach(news -> found.put(news.triggerId(), news));
    }
    return found;
  }

  /** A tenant's triggers for the topic after a sequence, in order. */
  public static List<PlaybookNews> forTopic(Tx tx, String tenantId, long after, int limit) {
    return read(
        tx.query(
            SELECT
                + """
                where t.tenant_id = $1 and t.topic and t.sequence > $2
                order by t.sequence limit $3""",
            Tuple.of(tenantId, after, limit)));
  }

  private static List<PlaybookNews> read(RowSet<Row> rows) {
    List<PlaybookNews> news = new ArrayList<>();
    for (Row row : rows) {
      Playbook playbook = playbook(row.getBuffer(4).getBytes());
      news.add(
          new PlaybookNews(
              row.getUUID(0),
              row.getLong(1),
              row.getUUID(2),
              row.getString(3),
              playbook.getTitle(),
              playbook.getStepsList(),
              row.getString(5),
              NewsRows.alert(row, row.getUUID(7), About.FIRED, 8),
              row.getOffsetDateTime(6).toInstant()));
    }
    return news;
  }

  private static Playbook playbook(byte[] bytes) {
    try {
      return Playbook.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a stored playbook cannot be read", e);
    }
  }
}
