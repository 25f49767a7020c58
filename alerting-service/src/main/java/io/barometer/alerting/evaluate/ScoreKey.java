package io.barometer.alerting.evaluate;

import java.util.Comparator;

/** One score of an account of a tenant. */
record ScoreKey(String tenantId, String accountId, String scoreName)
    implements Comparable<ScoreKey> {

  private static final Comparator<ScoreKey> ORDER =
      Comparator.comparing(ScoreKey::tenantId)
          .thenComparing(ScoreKey::accountId)
          .thenComparing(ScoreKey::scoreName);

  @Override
  public int compareTo(ScoreKey other) {
    return ORDER.compare(this, other);
  }
}
