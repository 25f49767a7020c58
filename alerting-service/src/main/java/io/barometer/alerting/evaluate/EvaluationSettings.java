package io.barometer.alerting.evaluate;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** {@code barometer.evaluate.*}. */
@ConfigMapping(prefix = "barometer.evaluate")
interface EvaluationSettings {

  /** Accounts whose memory is kept at hand, over all shards. */
  int cachedAccounts();

  /** A shard that heard nothing for so long asks scoring itself. */
  Duration askAfter();
}
