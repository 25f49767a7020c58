package io.barometer.language;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.history.Observation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** A random valid model file with nested groups, adjustments and segments, and a history for it. */
final class RandomModel {
  static final long DAY = LocalDate.of(2026, 6, 30).toEpochDay();

  private static final List<String> METHODS = List.of("weighted_mean", "mean", "min", "max");
  private static final int METRICS = 9;
  private static final int DEEPEST = 4;

  private final Random random;
  private final boolean shuffled;
  private int groups;

  private RandomModel(long seed, boolean shuffled) {
    this.random = new Random(seed);
    this.shuffled = shuffled;
  }

  static String yaml(long seed) {
    return new RandomModel(seed, false).yaml();
  }

  /** The same model with the parts of every group in another order. */
  static String shuffled(long seed) {
    return new RandomModel(seed, true).yaml();
  }

  private String yaml() {
    StringBuilder yaml = new StringBuilder("scorecard: random\nversion: 1.0.0\ntitle: Random\n");
    yaml.append("metrics:\n");
    for (int i = 0; i < METRICS; i++) {
      yaml.append("  m%d: {measure: last, signal: s%d, window: 30d}\n".formatted(i, i));
    }
    yaml.append("combine: ").append(pick(METHODS)).append("\ndimensions:\n");
    boolean weighted = yaml.indexOf("combine: weighted_mean") > 0;
    int count = 1 + random.nextInt(4);
    List<Integer> weights = weights(count);
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(group("  ", "name", weighted ? weights.get(i) : 0, 1));
    }
    mixed(parts).forEach(yaml::append);
    yaml.append("minimum_coverage: ").append(random.nextInt(4) / 10.0).append('\n');
    adjustments(yaml);
    yaml.append("bands: [{name: Low, from: 0}, {name: High, from: 50}]\n");
    yaml.append("band_sets: {strict: [{name: Low, from: 0}, {name: High, from: 80.5}]}\n");
    yaml.append("segments:\n  - {name: a, when: m0 > 0.5, bands: strict}\n");
    yaml.append("  - {name: b, otherwise: true}\n");
    return yaml.toString();
  }

  private void adjustments(StringBuilder yaml) {
    List<String> effects =
        List.of("cap: 40", "floor: 60", "bonus: 12.5", "malus: 33.3", "veto: 5", "factor: 0.7");
    yaml.append("adjustments:\n");
    int count = 1 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      yaml.append(
          "  - {name: a%d, when: 'm%d > %s || score < %d', %s, reason: r%d}\n"
              .formatted(
                  i,
                  random.nextInt(METRICS),
                  random.nextInt(10) / 10.0,
                  random.nextInt(60),
                  pick(effects),
                  i));
    }
    yaml.append("  - {name: but, when: m1 > 0.8, except: [a0], reason: r}\n");
  }

  private String group(String indent, String key, int weight, int depth) {
    String method = pick(METHODS);
    boolean weighted = method.equals("weighted_mean");
    StringBuilder text = new StringBuilder(indent + "- " + key + ": g" + groups++ + "\n");
    text.append(weight > 0 ? indent + "  weight: " + weight + "\n" : "");
    text.append(indent).append("  method: ").append(method).append('\n');
    if (random.nextInt(5) == 0) {
      text.append(indent).append("  minimum_coverage: 0.5\n");
    }
    text.append(indent).append("  inputs:\n");
    int count = 1 + random.nextInt(4);
    List<Integer> weights = weights(count);
    List<Integer> metrics = new ArrayList<>();
    for (int i = 0; i < METRICS; i++) {
      metrics.add(i);
    }
    Collections.shuffle(metrics, random);
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int own = weighted ? weights.get(i) : 0;
      boolean nested = depth < DEEPEST && random.nextInt(3) == 0;
      parts.add(
          nested
              ? group(indent + "    ", "group", own, depth + 1)
              : input(indent, metrics.get(i), own));
    }
    mixed(parts).forEach(text::append);
    return text.toString();
  }

  private String input(String indent, int metric, int weight) {
    String missing = pick(List.of("exclude", "exclude", "exclude", "zero", "neutral(0.5)"));
    String weighs = weight > 0 ? ", weight: " + weight : "";
    return "%s    - {metric: m%d%s, normalise: {points: [[0, 0], [1, 1]]}, missing: %s}\n"
        .formatted(indent, metric, weighs, missing);
  }

  private List<String> mixed(List<String> parts) {
    if (shuffled) {
      Collections.reverse(parts);
    }
    return parts;
  }

  private List<Integer> weights(int count) {
    List<Integer> weights = new ArrayList<>();
    int left = 100;
    for (int i = 1; i < count; i++) {
      int weight = 1 + random.nextInt(left - (count - i));
      weights.add(weight);
      left -= weight;
    }
    weights.add(left);
    return weights;
  }

  private String pick(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** Values 0 to 1 for most of the metrics, on two days thirty days apart. */
  static AccountHistory history(long seed) {
    Random random = new Random(~seed);
    AccountHistory history = new AccountHistory();
    for (int i = 0; i < METRICS; i++) {
      for (long day = DAY - 35; day <= DAY; day += 30) {
        if (random.nextInt(4) > 0) {
          Instant at = Instant.ofEpochSecond(day * 86_400);
          history.add(new Observation("s" + i, at, random.nextInt(1_000_001), null, null));
        }
      }
    }
    return history;
  }
}
