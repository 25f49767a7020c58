package io.barometer.benchmarks.replay;

import io.barometer.benchmarks.score.SecurityHistory;
import io.barometer.model.history.AccountHistory;
import io.barometer.model.scorecard.Scorecard;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Some different histories, in the rows of the projection, that accounts share in turn. */
final class Stories implements IntFunction<List<Portfolio.Month>> {
  private static final int MOST = 200;

  private final List<List<Portfolio.Month>> stories = new ArrayList<>();

  /** For so many accounts, of so many days that end with the last one. */
  Stories(Scorecard card, int accounts, long lastDay, int days) {
    for (int story = 0; story < Math.min(MOST, accounts); story++) {
      AccountHistory history = SecurityHistory.of(card, lastDay, days, story);
      List<Portfolio.Month> months = new ArrayList<>();
      for (int month : history.months()) {
        months.add(new Portfolio.Month(month, history.encodeMonth(month)));
      }
      stories.add(months);
    }
  }

  /** How many different ones there are. */
  int size() {
    return stories.size();
  }

  @Override
  public List<Portfolio.Month> apply(int account) {
    return stories.get(account % stories.size());
  }
}
