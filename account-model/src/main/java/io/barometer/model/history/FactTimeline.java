package io.barometer.model.history;

import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The values of one fact. Each day keeps its last word: the largest (time of day, tie-break,
 * value).
 */
final class FactTimeline {
  private final TreeMap<Long, Word> days = new TreeMap<>();

  /** One value and when, inside its day, it was told. */
  record Word(long nano, String tieBreak, String value) implements Comparable<Word> {
    @Override
    public int compareTo(Word other) {
      int order = Long.compare(nano, other.nano);
      order = order != 0 ? order : tieBreak.compareTo(other.tieBreak);
      return order != 0 ? order : value.compareTo(other.value);
    }
  }

  void set(long day, Word word) {
    days.merge(day, word, (a, b) -> a.compareTo(b) >= 0 ? a : b);
  }

  Optional<String> asOf(long day) {
    Map.Entry<Long, Word> entry = days.floorEntry(day);
    return entry == null ? Optional.empty() : Optional.of(entry.getValue().value());
  }

  /** What {@link #asOf} tells on each of consecutive days; null for nothing. */
  @Nullable String[] asOfEach(long firstDay, int length) {
    @Nullable String[] values = new String[length];
    Arrays.fill(values, asOf(firstDay - 1).orElse(null));
    days.subMap(firstDay, firstDay + length)
        .forEach((day, word) -> Arrays.fill(values, (int) (day - firstDay), length, word.value()));
    return values;
  }

  OptionalLong dayAsOf(long day) {
    Long found = days.floorKey(day);
    return found == null ? OptionalLong.empty() : OptionalLong.of(found);
  }

  /** Day → word, days ascending. */
  NavigableMap<Long, Word> days() {
    return days;
  }
}
