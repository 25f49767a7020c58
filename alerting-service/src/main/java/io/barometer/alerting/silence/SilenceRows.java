package io.barometer.alerting.silence;

import com.google.protobuf.InvalidProtocolBufferException;
import io.barometer.alerting.route.RoutingReader;
import io.barometer.edge.ProtoTime;
import io.barometer.edge.Violations;
import io.barometer.eventstore.Tx;
import io.barometer.proto.alerting.v1.Silence;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The stored silences. */
public final class SilenceRows {
  private SilenceRows() {}

  /** By tenant, the silences that hold at this moment. */
  public static Map<String, List<io.barometer.routing.quiet.Silence>> holding(
      Tx tx, Collection<String> tenants, Instant now) {
    Map<String, List<io.barometer.routing.quiet.Silence>> silences = new HashMap<>();
    for (Row row :
        tx.query(
            """
            select tenant_id, definition from alerting.silence
            where tenant_id = any($1) and end_time > $2 order by tenant_id, end_time desc, silence_id""",
            Tuple.of(tenants.toArray(String[]::new), now.atOffset(ZoneOffset.UTC)))) {
      var silence = policy(message(row.getBuffer(1).getBytes()));
      if (silence.holds(now)) {
        silences.computeIfAbsent(row.getString(0), tenant -> new ArrayList<>()).add(silence);
      }
    }
    return silences;
  }

  static Silence message(byte[] definition) {
    try {
      return Silence.parseFrom(definition);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a stored silence cannot be read", e);
    }
  }

  /** A stored silence as the policy asks it. */
  static io.barometer.routing.quiet.Silence policy(Silence stored) {
    Violations none = new Violations();
    var matchers = new RoutingReader(none).matchers("matchers", stored.getMatchersList());
    none.throwIfAny();
    return new io.barometer.routing.quiet.Silence(
        stored.getSilenceId(), matchers, start(stored), end(stored));
  }

  static Instant start(Silence silence) {
    return ProtoTime.instant(silence.getStartTime());
  }

  static Instant end(Silence silence) {
    return ProtoTime.instant(silence.getEndTime());
  }
}
