package io.barometer.scoring.hierarchy;

import io.barometer.eventstore.Tx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who was ever named below whom among all accounts of a tenant, for reads of many. */
public final class Parentage {
  /** Nobody below anybody. */
  public static final Parentage NONE = new Parentage(Map.of());

  private final Map<String, Set<String>> children;
  private final Set<String> everybody = new HashSet<>();

  private Parentage(Map<String, Set<String>> children) {
    this.children = children;
    children.values().forEach(everybody::addAll);
  }

  /** That of a tenant, with one query. */
  public static Parentage read(Tx tx, String tenantId) {
    Map<String, Set<String>> children = new TreeMap<>();
    for (Row row :
        tx.query(
            "select parent_id, child_id from scoring.parentage where tenant_id = $1",
            Tuple.of(tenantId))) {
      children.computeIfAbsent(row.getString(0), id -> new TreeSet<>()).add(row.getString(1));
    }
    return new Parentage(children);
  }

  /** Whether somebody was ever below an account. */
  public boolean isParent(String account) {
    return children.containsKey(account);
  }

  /** Whether an account was ever below somebody. */
  public boolean isChild(String account) {
    return everybody.contains(account);
  }

  /** Everybody who was ever named below an account, on any level. */
  public Set<String> below(String account) {
    Set<String> found = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(children.getOrDefault(account, Set.of()));
    while (!open.isEmpty()) {
      String child = open.remove();
      if (found.add(child)) {
        open.addAll(children.getOrDefault(child, Set.of()));
      }
    }
    return found;
  }
}
