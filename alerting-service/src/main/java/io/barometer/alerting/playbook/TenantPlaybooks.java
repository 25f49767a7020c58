package io.barometer.alerting.playbook;

import io.barometer.eventstore.Tx;
import io.barometer.proto.alerting.v1.Playbook;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A tenant's playbooks.
 *
 * @param definitions by what the policy asks, ordered by name
 */
public record TenantPlaybooks(Map<io.barometer.routing.playbook.Playbook, Playbook> definitions) {

  public TenantPlaybooks {
    definitions = Collections.unmodifiableMap(new LinkedHashMap<>(definitions));
  }

  /** Reads them. */
  public static TenantPlaybooks load(Tx tx, String tenantId) {
    Map<io.barometer.routing.playbook.Playbook, Playbook> definitions = new LinkedHashMap<>();
    for (Playbook playbook : stored(tx, tenantId)) {
      definitions.put(PlaybookReader.policy(playbook), playbook);
    }
    return new TenantPlaybooks(definitions);
  }

  /** The stored definitions, ordered by name. */
  static List<Playbook> stored(Tx tx, String tenantId) {
    List<Playbook> stored = new ArrayList<>();
    for (Row row :
        tx.query(
            "select definition from alerting.playbook where tenant_id = $1 order by name",
            Tuple.of(tenantId))) {
      stored.add(PlaybookReader.message(row.getBuffer(0).getBytes()));
    }
    return stored;
  }

  /** The definition of a playbook; one that is only a name has nothing else. */
  Playbook definition(io.barometer.routing.playbook.Playbook playbook) {
    Playbook found = definitions.get(playbook);
    return found == null
        ? Playbook.newBuilder().setName(playbook.name()).setTitle(playbook.name()).build()
        : found;
  }
}
