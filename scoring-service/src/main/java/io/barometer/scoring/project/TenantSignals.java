package io.barometer.scoring.project;

import io.barometer.eventstore.Tx;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which signals any account of a tenant has ever had, {@code scoring.tenant_signal}: a metric whose
 * signals nobody ever had has no source. Only grows. A shard writes rows of its own, so that shards
 * do not wait for each other.
 */
final class TenantSignals {
  private final Set<Seen> known = new HashSet<>();
  private final TreeSet<Seen> fresh = new TreeSet<>();

  private record Seen(String tenantId, String signal) implements Comparable<Seen> {
    @Override
    public int compareTo(Seen other) {
      int order = tenantId.compareTo(other.tenantId);
      return order != 0 ? order : signal.compareTo(other.signal);
    }
  }

  /** Notes what accounts had. */
  void saw(Collection<Account> accounts) {
    for (Account account : accounts) {
      for (String signal : account.history.signals()) {
        Seen seen = new Seen(account.key.tenantId(), signal);
        if (known.add(seen)) {
          fresh.add(seen);
        }
      }
    }
  }

  /** Writes what is new, without waiting. */
  void write(Tx tx, int shard) {
    if (fresh.isEmpty()) {
      return;
    }
    tx.send(
        """
        insert into scoring.tenant_signal (shard, tenant_id, signal)
        select $1, * from unnest($2::text[], $3::text[])
        on conflict do nothing
        """,
        Tuple.of(shard)
            .addArrayOfString(fresh.stream().map(Seen::tenantId).toArray(String[]::new))
            .addArrayOfString(fresh.stream().map(Seen::signal).toArray(String[]::new)));
    fresh.clear();
  }
}
