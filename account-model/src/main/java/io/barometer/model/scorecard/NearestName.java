package io.barometer.model.scorecard;

import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the name that somebody probably meant, by Levenshtein distance. */
public final class NearestName {
  private NearestName() {}

  /**
   * The known name with the fewest changed letters, among equals the first by alphabet; empty when
   * more than a third of the letters, and more than two, would have to change.
   */
  public static Optional<String> of(String name, Collection<String> known) {
    int limit = Math.max(2, name.length() / 3);
    String nearest = null;
    int least = limit + 1;
    for (String candidate : new TreeSet<>(known)) {
      int distance = distance(name, candidate);
      if (distance < least) {
        least = distance;
        nearest = candidate;
      }
    }
    return Optional.ofNullable(nearest);
  }

  private static int distance(String a, String b) {
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
