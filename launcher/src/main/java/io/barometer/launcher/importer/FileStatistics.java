package io.barometer.launcher.importer;

import io.barometer.launcher.show.Days;
import io.barometer.proto.event.v1.Event;
import java.time.Duration;
import java.time.Instant;

/** Tells, over the good rows of a file in its order, how late and how mixed up they are. */
final class FileStatistics {
  private long outOfOrder;
  private Duration longestDelay = Duration.ZERO;
  private Instant newestOccurred = Instant.EPOCH;
  private Instant lastTime = Instant.EPOCH;

  void add(Event event) {
    Instant occurred = Days.instant(event.getOccurredTime());
    if (occurred.isBefore(newestOccurred)) {
      outOfOrder++;
    } else {
      newestOccurred = occurred;
    }
    Instant known = event.hasReceivedTime() ? Days.instant(event.getReceivedTime()) : occurred;
    Duration delay = Duration.between(occurred, known);
    longestDelay = delay.compareTo(longestDelay) > 0 ? delay : longestDelay;
    lastTime = known.isAfter(lastTime) ? known : lastTime;
  }

  long outOfOrder() {
    return outOfOrder;
  }

  Duration longestDelay() {
    return longestDelay;
  }

  Instant lastTime() {
    return lastTime;
  }
}
