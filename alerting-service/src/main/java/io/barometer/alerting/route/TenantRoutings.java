package io.barometer.alerting.route;

import io.barometer.alerting.receiver.ReceiverStore;
import io.barometer.edge.ProtoTime;
import io.barometer.eventstore.Tx;
import io.barometer.proto.alerting.v1.Receiver;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The stored routings and the receivers that they name. */
public final class TenantRoutings {
  private static final byte[] DEFAULT = RoutingReader.DEFAULT.toByteArray();

  private TenantRoutings() {}

  /** A tenant's routing; the default one when it has none of its own. */
  public static TenantRouting load(Tx tx, String tenant) {
    byte[] definition = DEFAULT;
    for (Row row :
        tx.query(
            "select definition from alerting.routing where tenant_id = $1", Tuple.of(tenant))) {
      definition = row.getBuffer(0).getBytes();
    }
    return RoutingReader.stored(definition);
  }

  /** A tenant's receivers by name, with their secrets. */
  public static Map<String, Receiver> receivers(Tx tx, String tenant) {
    Map<String, Receiver> receivers = new HashMap<>();
    for (Row row :
        tx.query(
            "select definition from alerting.receiver where tenant_id = $1", Tuple.of(tenant))) {
      Receiver receiver = ReceiverStore.stored(row.getBuffer(0).getBytes());
      receivers.put(receiver.getName(), receiver);
    }
    return receivers;
  }

  /** What fired before this time a receiver is not told. */
  public static Instant activeFrom(Receiver receiver) {
    return ProtoTime.instant(receiver.getActiveFromTime());
  }
}
