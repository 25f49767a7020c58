package io.barometer.launcher.demo;

import io.barometer.launcher.show.Days;
import io.barometer.launcher.show.Trends;
import io.barometer.proto.scoring.v1.AccountScore;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Chooses the account worth telling about. */
final class Story {
  private static final long SILENT_AFTER_DAYS = 14;

  private Story() {}

  /**
   * The account that lost most in 30 days among those that were active in the last two weeks: it
   * can still be helped. Any that lost most when all are silent; equal ones by their id.
   */
  static Optional<AccountScore> choose(List<AccountScore> scores) {
    Comparator<AccountScore> order =
        Comparator.<AccountScore>comparingInt(score -> silent(score) ? 1 : 0)
            .thenComparingInt(Story::change)
            .thenComparing(score -> score.getAccount().getAccountId());
    return scores.stream().filter(score -> score.getScore().hasTenths()).min(order);
  }

  private static int change(AccountScore score) {
    return Trends.over(score, 30).map(trend -> trend.getChangeTenths()).orElse(0);
  }

  private static boolean silent(AccountScore score) {
    return !score.hasLastActivityTime()
        || ChronoUnit.DAYS.between(
                Days.day(score.getLastActivityTime()), Days.day(score.getAsOfTime()))
            > SILENT_AFTER_DAYS;
  }
}
