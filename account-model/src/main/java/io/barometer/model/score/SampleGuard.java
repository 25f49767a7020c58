package io.barometer.model.score;

import io.barometer.model.scorecard.Choice;
import io.barometer.model.scorecard.Scorecard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Warns of models for segments that are too small to tell them apart from chance: one model below
 * 200 accounts, segment models from 500 accounts and 100 per segment.
 */
public final class SampleGuard {
  private static final int ONE_MODEL_BELOW = 200;
  private static final int SEGMENTS_FROM = 500;
  private static final int PER_SEGMENT = 100;

  /** The least accounts that tell one of them its rank: as many as a segment needs. */
  public static final int RANKS_FROM = PER_SEGMENT;

  private SampleGuard() {}

  /**
   * The warnings for a tenant; a scorecard whose segments choose bands only has none.
   *
   * @param accounts accounts by segment
   */
  public static List<String> warnings(Scorecard card, Map<String, Integer> accounts) {
    List<Choice> modelled =
        card.segments().stream().filter(segment -> segment.variant() != null).toList();
    int all = accounts.values().stream().mapToInt(Integer::intValue).sum();
    List<String> warnings = new ArrayList<>();
    if (modelled.isEmpty()) {
      return warnings;
    }
    if (all < ONE_MODEL_BELOW) {
      warnings.add("%d accounts: below %d use one model".formatted(all, ONE_MODEL_BELOW));
    } else if (all < SEGMENTS_FROM) {
      warnings.add("%d accounts: segment models are for %d or more".formatted(all, SEGMENTS_FROM));
    }
    for (Choice segment : modelled) {
      int members = accounts.getOrDefault(segment.name(), 0);
      if (members < PER_SEGMENT) {
        warnings.add(
            "segment %s has %d accounts: a model of its own is for %d or more"
                .formatted(segment.name(), members, PER_SEGMENT));
      }
    }
    return warnings;
  }
}
