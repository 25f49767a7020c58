package io.barometer.eventstore.project;

import io.barometer.eventstore.LogAwayException;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * What keeps the shards of a consumer from going on. It is logged once when it begins and once when
 * it is over, however often it is met meanwhile; with a stack trace unless it is only that the
 * log's owner is away.
 */
final class Trouble {

  private static final Logger LOG = Logger.getLogger(Trouble.class);

  private final String topic;
  private final Map<Integer, String> troubled = new HashMap<>();

  Trouble(String topic) {
    this.topic = topic;
  }

  /** A shard could not go on. */
  synchronized void met(int shard, RuntimeException failure) {
    boolean away = failure instanceof LogAwayException;
    String what = away ? "away" : failure.toString();
    boolean known = troubled.containsValue(what);
    troubled.put(shard, what);
    if (known) {
      return;
    }
    if (away) {
      LOG.warnf("The log's owner is away topic=%s cause=\"%s\"", topic, failure.getMessage());
    } else {
      LOG.warnf(failure, "Projection batch failed topic=%s shard=%d", topic, shard);
    }
  }

  /** A shard went on, or is no longer this consumer's. */
  synchronized void over(int shard) {
    if (troubled.remove(shard) != null && troubled.isEmpty()) {
      LOG.infof("Projection goes on topic=%s", topic);
    }
  }
}
