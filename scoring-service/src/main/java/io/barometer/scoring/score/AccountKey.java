package io.barometer.scoring.score;

import java.util.Comparator;

/**
 * An account of a tenant. The empty account id stands for the tenant itself, whose history holds
 * what concerns every account, such as releases; it has no score.
 */
public record AccountKey(String tenantId, String accountId) implements Comparable<AccountKey> {
  private static final Comparator<AccountKey> ORDER =
      Comparator.comparing(AccountKey::tenantId).thenComparing(AccountKey::accountId);

  @Override
  public int compareTo(AccountKey other) {
    return ORDER.compare(this, other);
  }

  /** Whether there is somebody to score. */
  public boolean isAccount() {
    return !accountId.isEmpty();
  }
}
