package io.barometer.language;

import io.barometer.model.scorecard.Scorecard;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/** What changed from one model to another, in the order of the file; spelling does not matter. */
public final class ModelDiff {
  private ModelDiff() {}

  /** One line per change, for example {@code dimensions[usage].weight: 30 → 40}; empty for none. */
  public static List<String> between(Scorecard old, Scorecard current) {
    SequencedMap<String, String> before = Flattened.of(old.canonical());
    SequencedMap<String, String> after = Flattened.of(current.canonical());
    List<String> changes = new ArrayList<>();
    after.forEach(
        (path, value) -> {
          String earlier = before.get(path);
          if (earlier == null) {
            changes.add("+ " + path + ": " + value);
          } else if (!earlier.equals(value)) {
            changes.add("~ " + path + ": " + earlier + " → " + value);
          }
        });
    before.forEach(
        (path, value) -> {
          if (!after.containsKey(path)) {
            changes.add("- " + path + ": " + value);
          }
        });
    return changes;
  }
}
