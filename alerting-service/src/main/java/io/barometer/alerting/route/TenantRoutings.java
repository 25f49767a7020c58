package io.barometer.alerting.route;

import io.barometer.eventstore.Tx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;

/** The stored routings. */
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
}
