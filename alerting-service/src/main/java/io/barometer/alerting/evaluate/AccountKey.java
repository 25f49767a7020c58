package io.barometer.alerting.evaluate;

import java.util.Comparator;

/** An account of a tenant. */
record AccountKey(String tenantId, String accountId) implements Comparable<AccountKey> {

  private static final Comparator<AccountKey> ORDER =
      Comparator.comparing(AccountKey::tenantId).thenComparing(AccountKey::accountId);

  @Override
  public int compareTo(AccountKey other) {
    return ORDER.compare(this, other);
  }
}
