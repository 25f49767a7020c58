package io.barometer.scoring.scorecard;

import java.util.Collection;
import java.util.Optional;

/** What somebody probably meant: the known name with the fewest edits, when they are few. */
public final class NearestName {
  private NearestName() {}

  /** Empty when no name is within a third of the word's length, and at least two edits. */
  public static Optional<String> of(String word, Collection<String> known) {
    String nearest = null;
    int best = Math.max(2, word.length() / 3) + 1;
    for (String name : known) {
      int edits = edits(word, name);
      if (edits < best) {
        best = edits;
        nearest = name;
      }
    }
    return Optional.ofNullable(nearest);
  }

  /** Levenshtein distance; long words are not worth it and count as unlike. */
  private static int edits(String a, String b) {
    if (a.length() > 100 || b.length() > 100) {
      return Integer.MAX_VALUE;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
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
