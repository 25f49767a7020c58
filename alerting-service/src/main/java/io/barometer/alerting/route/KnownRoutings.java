package io.barometer.alerting.route;

import io.barometer.eventstore.Tx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Routings as they were read last. Whoever looks often has the one in force each time, and it is
 * read and its patterns are compiled only when it is another than before.
 */
public final class KnownRoutings {
  private static final TenantRouting DEFAULT =
      RoutingReader.stored(RoutingReader.DEFAULT.toByteArray());

  private record Known(Buffer definition, TenantRouting routing) {}

  private final ConcurrentMap<String, Known> known = new ConcurrentHashMap<>();

  /** The routings of these tenants; the default one for those that have none of their own. */
  public Map<String, TenantRouting> load(Tx tx, Collection<String> tenants) {
    Map<String, TenantRouting> routings = new HashMap<>();
    tenants.forEach(tenant -> routings.put(tenant, DEFAULT));
    for (Row row :
        tx.query(
            "select tenant_id, definition from alerting.routing where tenant_id = any($1)",
            Tuple.of((Object) tenants.toArray(String[]::new)))) {
      routings.put(row.getString(0), routing(row.getString(0), row.getBuffer(1)));
    }
    return routings;
  }

  private TenantRouting routing(String tenant, Buffer definition) {
    Known before = known.get(tenant);
    if (before != null && before.definition().equals(definition)) {
      return before.routing();
    }
    TenantRouting routing = RoutingReader.stored(definition.getBytes());
    known.put(tenant, new Known(definition, routing));
    return routing;
  }
}
