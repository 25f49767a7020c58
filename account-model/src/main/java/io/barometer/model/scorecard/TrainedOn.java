package io.barometer.model.scorecard;

import java.util.ArrayList;
import java.util.List;

/**
 * What a trained model was learnt from.
 *
 * @param accounts labelled accounts
 * @param days length of the history
 * @param churned how many of the accounts churned
 */
public record TrainedOn(int accounts, int days, int churned) {
  /** Fewer labelled accounts are not enough. */
  public static final int LEAST_ACCOUNTS = 1_000;

  /** A shorter history is not enough: two years. */
  public static final int LEAST_DAYS = 730;

  /** Why this is not enough to trust a probability; empty when it is. */
  public List<String> objections() {
    List<String> objections = new ArrayList<>();
    if (accounts < LEAST_ACCOUNTS) {
      objections.add("trained on %d of at least %d accounts".formatted(accounts, LEAST_ACCOUNTS));
    }
    if (days < LEAST_DAYS) {
      objections.add("trained on %d of at least %d days".formatted(days, LEAST_DAYS));
    }
    if (churned < 1 || churned >= accounts) {
      objections.add("trained on one outcome only");
    }
    return objections;
  }
}
