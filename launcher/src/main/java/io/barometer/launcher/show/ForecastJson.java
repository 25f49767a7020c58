package io.barometer.launcher.show;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barometer.proto.scoring.v1.Backtest;
import io.barometer.proto.scoring.v1.ForecastPoint;
import io.barometer.proto.scoring.v1.ForecastScoreResponse;
import io.barometer.proto.scoring.v1.GetTrendsResponse;
import io.barometer.proto.scoring.v1.HorizonTest;
import io.barometer.proto.scoring.v1.MethodErrors;
import io.barometer.proto.scoring.v1.PeriodMean;
import io.barometer.proto.scoring.v1.Trend;
import io.barometer.proto.scoring.v1.WindowTrend;

/** Trends and forecasts for programs: the keys are a contract, see docs/command-line.md. */
public final class ForecastJson {
  private ForecastJson() {}

  /** How a score went. */
  public static ObjectNode of(String account, GetTrendsResponse trends) {
    ObjectNode json = JsonText.object();
    json.put("account", account);
    json.put("date", Days.day(trends.getDate()).toString());
    JsonText.score(json, trends.getScore());
    JsonText.model(json, trends.getModel());
    ArrayNode windows = json.putArray("windows");
    trends.getWindowsList().forEach(window -> windows.add(window(window)));
    JsonText.points(json, "change_to_last_week", trends.hasWeekTenths(), trends.getWeekTenths());
    JsonText.points(json, "change_to_last_year", trends.hasYearTenths(), trends.getYearTenths());
    json.put("falling_weeks", trends.getFallingWeeks());
    json.put("falling_points", Points.decimal(trends.getFallingTenths()));
    return json;
  }

  private static ObjectNode window(WindowTrend window) {
    ObjectNode json = JsonText.object();
    Trend trend = window.getTrend();
    json.put("days", trend.getDays());
    JsonText.points(json, "change", trend.hasChangeTenths(), trend.getChangeTenths());
    JsonText.text(
        json, "direction", trend.hasChangeTenths() ? Trends.word(trend.getDirection()) : "");
    JsonText.points(json, "momentum", window.hasMomentumTenths(), window.getMomentumTenths());
    JsonText.points(
        json, "change_a_year_ago", window.hasLastYearTenths(), window.getLastYearTenths());
    PeriodMean mean = window.getMean();
    JsonText.points(json, "mean", mean.hasMeanTenths(), mean.getMeanTenths());
    json.put("known_days", mean.getKnownDays());
    PeriodMean then = window.getLastYearMean();
    JsonText.points(json, "mean_a_year_ago", then.hasMeanTenths(), then.getMeanTenths());
    json.put("known_days_a_year_ago", then.getKnownDays());
    JsonText.points(json, "season", window.hasSeasonTenths(), window.getSeasonTenths());
    return json;
  }

  /** How a score may go on, and what such forecasts were worth. */
  public static ObjectNode of(String account, ForecastScoreResponse forecast) {
    ObjectNode json = JsonText.object();
    json.put("account", account);
    json.put("date", Days.day(forecast.getDate()).toString());
    JsonText.score(json, forecast.getScore());
    JsonText.model(json, forecast.getModel());
    ArrayNode points = json.putArray("points");
    forecast.getPointsList().forEach(point -> points.add(point(point)));
    json.set("crossing", forecast.hasCrossing() ? point(forecast.getCrossing()) : null);
    json.set("backtest", forecast.hasBacktest() ? backtest(forecast.getBacktest()) : null);
    ArrayNode sentences = json.putArray("sentences");
    forecast.getSentencesList().forEach(sentences::add);
    ArrayNode line = json.putArray("line");
    forecast.getLineList().forEach(point -> line.add(point(point)));
    return json;
  }

  private static ObjectNode point(ForecastPoint point) {
    return JsonText.object()
        .put("days", point.getDays())
        .put("date", Days.day(point.getDate()).toString())
        .put("method", point.getMethod())
        .put("score", Points.decimal(point.getTenths()))
        .put("low", Points.decimal(point.getLowTenths()))
        .put("high", Points.decimal(point.getHighTenths()))
        .put("band", point.getBand());
  }

  private static ObjectNode backtest(Backtest backtest) {
    ObjectNode json =
        JsonText.object()
            .put("accounts", backtest.getAccounts())
            .put("first_date", Days.day(backtest.getFirstDate()).toString())
            .put("middle_date", Days.day(backtest.getMiddleDate()).toString())
            .put("last_date", Days.day(backtest.getLastDate()).toString());
    ArrayNode horizons = json.putArray("horizons");
    backtest.getHorizonsList().forEach(horizon -> horizons.add(horizon(horizon)));
    return json;
  }

  private static ObjectNode horizon(HorizonTest horizon) {
    ObjectNode json =
        JsonText.object()
            .put("days", horizon.getDays())
            .put("choosing", horizon.getChoosing())
            .put("judging", horizon.getJudging())
            .put("default_method", horizon.getDefaultMethod())
            .put("sentence", horizon.getSentence());
    ArrayNode methods = json.putArray("methods");
    horizon.getMethodsList().forEach(method -> methods.add(method(method)));
    return json;
  }

  private static ObjectNode method(MethodErrors errors) {
    return JsonText.object()
        .put("method", errors.getMethod())
        .put("choosing_error", errors.getChoosingError())
        .put("judging_error", errors.getJudgingError())
        .put("width", Points.decimal(errors.getWidthTenths()))
        .put("covered_percent", errors.getCoveredPercent());
  }
}
