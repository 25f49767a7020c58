package io.barometer.launcher.show;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Names that somebody may have meant, by edit distance. */
public final class Nearest {
  private Nearest() {}

  /** The name nearest to what was written; empty when none is near. */
  public static Optional<String> to(String written, Collection<String> names) {
    return several(written, names, 1).stream().findFirst();
  }

  /**
   * The names nearest to what was written, at most so many, the nearest first; ties by alphabet.
   */
  public static List<String> several(String written, Collection<String> names, int limit) {
    int tolerated = Math.max(2, written.length() / 3);
    return names.stream()
        .map(name -> new Candidate(name, distance(written, name)))
        .filter(candidate -> candidate.distance() <= tolerated)
        .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
        .limit(limit)
        .map(Candidate::name)
        .toList();
  }

  /** " Did you mean "x"?" or nothing. */
  public static String hint(String written, Collection<String> names) {
    return to(written, names).map(name -> " Did you mean \"" + name + "\"?").orElse("");
  }

  private record Candidate(String name, int distance) {}

  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
