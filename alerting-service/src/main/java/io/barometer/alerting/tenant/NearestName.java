package io.barometer.alerting.tenant;

import java.util.Collection;
import java.util.Comparator;
import java.util.TreeSet;

/** Guesses what somebody meant, by the Levenshtein distance. */
public final class NearestName {

  private NearestName() {}

  /** The name that differs least, the first in order when several do; empty when there is none. */
  public static String of(String wanted, Collection<String> names) {
    return new TreeSet<>(names)
        .stream().min(Comparator.comparingInt(name -> distance(wanted, name))).orElse("");
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
