package io.barometer.model.score;

import java.util.List;

/**
 * The children of an account on a day.
 *
 * @param scores one per child, ordered by account
 * @param objection why no score can be made of them; empty when one can
 * @param notes what else people should know of them, for example that accounts belong to each other
 *     in a circle
 */
public record Children(List<ChildScore> scores, String objection, List<String> notes) {
  /** No child. */
  public static final Children NONE = new Children(List.of(), "", List.of());

  public Children {
    scores = List.copyOf(scores);
    notes = List.copyOf(notes);
  }

  /** Whether the account is scored with its own history. */
  public boolean none() {
    return scores.isEmpty() && objection.isEmpty();
  }
}
