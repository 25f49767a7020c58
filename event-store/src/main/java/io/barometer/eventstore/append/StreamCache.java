package io.barometer.eventstore.append;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The streams used last. Right as long as nobody else moved the shard's head, which the fence finds
 * out.
 */
final class StreamCache {

  private final Map<StreamKey, StreamState> states;

  StreamCache(int capacity) {
    this.states =
        new LinkedHashMap<>(1024, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<StreamKey, StreamState> eldest) {
            return size() > capacity;
          }
        };
  }

  @Nullable StreamState get(StreamKey key) {
    return states.get(key);
  }

  void put(StreamKey key, StreamState state) {
    states.put(key, state);
  }

  void clear() {
    states.clear();
  }
}
