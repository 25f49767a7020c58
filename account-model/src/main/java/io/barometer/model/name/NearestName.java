package io.barometer.model.name;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody probably meant, by Levenshtein distance; case does not count. */
public final class NearestName {
  private NearestName() {}

  /**
   * The known name with the fewest changed letters, among equals the first by alphabet; empty when
   * more than a third of the letters, and more than two, would have to change.
   */
  public static Optional<String> of(String name, Collection<String> known) {
    return several(name, known, 1).stream().findFirst();
  }

  /** The nearest of the known names, the nearest first, at most so many. */
  public static List<String> several(String name, Collection<String> known, int limit) {
    int farthest = Math.max(2, name.length() / 3);
    return known.stream()
        .distinct()
        .map(candidate -> new Candidate(candidate, distance(name, candidate)))
        .filter(candidate -> candidate.distance() <= farthest)
        .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
        .limit(limit)
        .map(Candidate::name)
        .toList();
  }

  /** {@code Did you mean "x"?} after a space, or nothing. */
  public static String hint(String name, Collection<String> known) {
    return of(name, known).map(near -> " Did you mean \"" + near + "\"?").orElse("");
  }

  private record Candidate(String name, int distance) {}

  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
