package io.barometer.model.whatif;

import io.barometer.model.score.Score;
import java.util.List;

/**
 * What would bring an account into a band.
 *
 * @param computed the score that the scorecard computes, whatever a person said
 * @param band the band wanted
 * @param fromTenths where it begins for this account as it is
 * @param alone for each metric that helps, the smallest change that reaches the band alone,
 *     cheapest first; then the best that others can do alone, best first
 * @param together when none reaches it alone: metrics in the order of their gain, each with the
 *     score after it and all before it; empty otherwise
 * @param notes what else to know, for people
 */
public record Advice(
    Score computed,
    String band,
    int fromTenths,
    List<Suggestion> alone,
    List<Suggestion> together,
    List<String> notes) {

  public Advice {
    alone = List.copyOf(alone);
    together = List.copyOf(together);
    notes = List.copyOf(notes);
  }
}
