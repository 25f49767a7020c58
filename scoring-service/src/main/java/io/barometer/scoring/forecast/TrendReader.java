package io.barometer.scoring.forecast;

import io.barometer.edge.ProtoDate;
import io.barometer.edge.Violations;
import io.barometer.model.forecast.DailyScores;
import io.barometer.model.forecast.DayScores;
import io.barometer.model.forecast.FallingStreak;
import io.barometer.model.forecast.PeriodMean;
import io.barometer.model.forecast.Season;
import io.barometer.model.forecast.WindowTrend;
import io.barometer.model.replay.Replay;
import io.barometer.proto.scoring.v1.GetTrendsRequest;
import io.barometer.proto.scoring.v1.GetTrendsResponse;
import io.barometer.scoring.past.Lookback;
import io.barometer.scoring.past.Sight;
import io.barometer.scoring.past.View;
import io.barometer.scoring.score.Protos;
import io.barometer.scoring.score.RequestFields;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells how a score went over any windows. */
@ApplicationScoped
public class TrendReader {
  private static final List<Integer> USUAL = List.of(30, 90, 365);
  private static final int MOST_WINDOWS = 20;
  private static final int LONGEST = 3_650;
  private static final long BLOCK = 128;

  private final Lookback lookback;

  TrendReader(Lookback lookback) {
    this.lookback = lookback;
  }

  /** Answers the call; blocks. */
  public GetTrendsResponse get(String tenantId, GetTrendsRequest request) {
    var violations = new Violations();
    RequestFields.accountId("account_id", request.getAccountId(), violations);
    List<Integer> windows = windows(request, violations);
    View view = View.of(request, violations);
    violations.throwIfAny();
    return lookback.look(
        tenantId,
        request.getAccountId(),
        request.getScoreName(),
        view,
        sight -> trends(sight, windows));
  }

  private static List<Integer> windows(GetTrendsRequest request, Violations violations) {
    int count = request.getWindowDaysCount();
    RequestFields.range("window_days", count, 0, MOST_WINDOWS, violations);
    for (int i = 0; i < Math.min(count, MOST_WINDOWS); i++) {
      RequestFields.range(
          "window_days[" + i + "]", request.getWindowDays(i), 1, LONGEST, violations);
    }
    return count == 0 ? USUAL : request.getWindowDaysList();
  }

  private static GetTrendsResponse trends(Sight sight, List<Integer> windows) {
    long day = sight.day();
    DayScores scores = remembered(sight);
    FallingStreak streak = FallingStreak.of(scores, day);
    Season season = Season.of(scores, day);
    var response =
        GetTrendsResponse.newBuilder()
            .setScore(Protos.value(sight.scores().scorer().score(sight.stored().history(), day)))
            .setDate(ProtoDate.date(day))
            .setModel(sight.scores().model())
            .setFallingWeeks(streak.weeks())
            .setFallingTenths(streak.fallTenths());
    season.weekTenths().ifPresent(response::setWeekTenths);
    season.yearTenths().ifPresent(response::setYearTenths);
    windows.forEach(window -> response.addWindows(message(WindowTrend.of(scores, day, window))));
    return response.build();
  }

  /**
   * Windows overlap and ask for single days too, so days are scored once, a block of them at a
   * time.
   */
  private static DayScores remembered(Sight sight) {
    Replay replay = Replay.of(sight.scores().scorer());
    Map<Long, DailyScores> blocks = new HashMap<>();
    return day ->
        blocks
            .computeIfAbsent(
                Math.floorDiv(day, BLOCK),
                block ->
                    replay.daily(sight.stored().history(), block * BLOCK, (block + 1) * BLOCK - 1))
            .on(day);
  }

  private static io.barometer.proto.scoring.v1.WindowTrend message(WindowTrend window) {
    var message =
        io.barometer.proto.scoring.v1.WindowTrend.newBuilder()
            .setTrend(Protos.trend(window.trend()));
    window.momentumTenths().ifPresent(message::setMomentumTenths);
    window.lastYearTenths().ifPresent(message::setLastYearTenths);
    window.seasonTenths().ifPresent(message::setSeasonTenths);
    return message
        .setMean(message(window.mean()))
        .setLastYearMean(message(window.lastYearMean()))
        .build();
  }

  private static io.barometer.proto.scoring.v1.PeriodMean message(PeriodMean mean) {
    var message =
        io.barometer.proto.scoring.v1.PeriodMean.newBuilder()
            .setFromDate(ProtoDate.date(mean.firstDay()))
            .setToDate(ProtoDate.date(mean.lastDay()))
            .setKnownDays(mean.knownDays());
    mean.meanTenths().ifPresent(message::setMeanTenths);
    return message.build();
  }
}
