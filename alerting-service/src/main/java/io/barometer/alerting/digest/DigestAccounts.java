package io.barometer.alerting.digest;

import io.barometer.alerting.alert.StoredScore;
import io.barometer.eventstore.Tx;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.proto.alerting.v1.AlertSeverity;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Consumer;

/** The accounts of a tenant as they stand, page by page. */
final class DigestAccounts {

  private static final int PAGE = 2_000;

  private DigestAccounts() {}

  static void read(Tx tx, String tenantId, Consumer<WatchedAccount> account) {
    String last = "";
    for (int read = PAGE; read == PAGE; ) {
      read = 0;
      for (Row row :
          tx.query(
              """
              select m.account_id, m.score, a.titles, a.gravest, a.last_fired from (
                select account_id, score from alerting.account_memory
                where tenant_id = $1 and score_name = $5 and account_id > $2
                order by account_id limit $3) m
              left join lateral (
                select array_agg(title order by severity desc, fired_time desc) as titles,
                  max(severity) as gravest, max(fired_time) as last_fired
                from alerting.alert
                where tenant_id = $1 and account_id = m.account_id and state < 3 and severity >= $4) a
                on true
              order by m.account_id""",
              Tuple.of(
                  tenantId,
                  last,
                  PAGE,
                  AlertSeverity.ALERT_SEVERITY_WARNING_VALUE,
                  Scorecard.HEALTH))) {
        last = row.getString(0);
        read++;
        account.accept(account(row));
      }
    }
  }

  private static WatchedAccount account(Row row) {
    String[] titles = row.getArrayOfStrings(2);
    Integer gravest = row.getInteger(3);
    OffsetDateTime fired = row.getOffsetDateTime(4);
    return new WatchedAccount(
        StoredScore.of(row.getBuffer(1).getBytes()),
        titles == null ? List.of() : List.of(titles).stream().distinct().toList(),
        gravest != null && gravest == AlertSeverity.ALERT_SEVERITY_CRITICAL_VALUE,
        fired == null ? Instant.EPOCH : fired.toInstant());
  }
}
