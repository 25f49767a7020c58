package io.barometer.scoring.score;

import io.barometer.eventstore.Tx;
import io.vertx.sqlclient.Row;
import java.util.Set;
import java.util.TreeSet;

/** Which signals any account of a tenant has ever had. */
public final class ConnectedSignals {
  private ConnectedSignals() {}

  /** Those of the tenant whose rows the transaction sees. */
  public static Set<String> read(Tx tx) {
    Set<String> signals = new TreeSet<>();
    for (Row row : tx.query("select distinct signal from scoring.tenant_signal")) {
      signals.add(row.getString(0));
    }
    return signals;
  }
}
