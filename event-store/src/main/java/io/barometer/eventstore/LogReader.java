package io.barometer.eventstore;

import java.util.List;

/** Reads a log from its owner. Calls block: use a virtual or a worker thread. */
@FunctionalInterface
public interface LogReader {

  /**
   * Entries after a position, in order, without gaps, the first at {@code position + 1}.
   *
   * @param limit at most this many, 1 or more; fewer may come although there are more
   * @return empty when the log ends at {@code position}
   * @throws LogAwayException when the owner does not answer
   */
  List<LogEntry> readAfter(int shard, long position, int limit);
}
