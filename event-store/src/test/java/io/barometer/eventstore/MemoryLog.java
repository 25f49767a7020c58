package io.barometer.eventstore;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A log of one shard that grows when a test says so. */
public final class MemoryLog implements LogReader {

  private final List<LogEntry> entries = new ArrayList<>();

  /** An entry as this log would hold it. */
  public static LogEntry entry(long position, String key) {
    return new LogEntry(
        0, position, key, ("value-" + position).getBytes(StandardCharsets.UTF_8), null);
  }

  /** Adds so many entries. */
  public synchronized void grow(int count) {
    for (int i = 0; i < count; i++) {
      entries.add(entry(entries.size() + 1, "key"));
    }
  }

  @Override
  public synchronized List<LogEntry> readAfter(int shard, long position, int limit) {
    if (shard != 0) {
      return List.of();
    }
    int from = (int) Math.min(position, entries.size());
    return List.copyOf(entries.subList(from, Math.min(entries.size(), from + limit)));
  }
}
