package io.barometer.alerting.playbook;

import com.google.type.Date;
import io.barometer.edge.ProtoDate;
import io.barometer.eventstore.Tx;
import io.barometer.model.effect.Effect;
import io.barometer.model.effect.RunDay;
import io.barometer.routing.playbook.RunState;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The runs of a playbook as its effect asks for them.
 *
 * @param counts how many there are in each state; nothing for none
 * @param firstDay epoch day of the first completed one that is read
 */
record PastRuns(List<RunDay> days, Map<RunState, Integer> counts, long firstDay) {
  /** Days that scoring tells at most. */
  private static final int MOST_DAYS = 1_800;

  static PastRuns of(Tx tx, String tenantId, String playbook) {
    List<RunDay> days = new ArrayList<>();
    Map<RunState, Integer> counts = new EnumMap<>(RunState.class);
    long first = Long.MAX_VALUE;
    for (Row row :
        tx.query(
            """
            select account_id, extract(epoch from coalesce(trigger_time, begin_time))::bigint / 86400,
              state
            from alerting.playbook_run where tenant_id = $1 and playbook = $2""",
            Tuple.of(tenantId, playbook))) {
      RunState state = RunState.of(row.getInteger(2));
      long day = row.getLong(1);
      days.add(new RunDay(row.getString(0), day, state == RunState.COMPLETED));
      counts.merge(state, 1, Integer::sum);
      if (state == RunState.COMPLETED) {
        first = Math.min(first, day);
      }
    }
    long oldest = lastDay(tx) - MOST_DAYS;
    return new PastRuns(days, counts, Math.max(first, oldest));
  }

  /** The day on which the platform is; 0 when it is not known. */
  private static long lastDay(Tx tx) {
    return tx.query("select coalesce(max(epoch_hour), 0) / 24 from alerting.evaluated")
        .iterator()
        .next()
        .getLong(0);
  }

  int count(RunState state) {
    return counts.getOrDefault(state, 0);
  }

  /** Whether there can be enough pairs to say something. */
  boolean mayBeEnough() {
    return count(RunState.COMPLETED) >= Effect.FEWEST;
  }

  Date firstDate() {
    return ProtoDate.date(firstDay);
  }
}
