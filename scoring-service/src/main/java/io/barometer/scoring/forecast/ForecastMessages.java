package io.barometer.scoring.forecast;

import io.barometer.edge.ProtoDate;
import io.barometer.model.forecast.Backtest;
import io.barometer.model.forecast.Forecast;
import io.barometer.model.forecast.ForecastMethod;
import io.barometer.model.forecast.ForecastPoint;
import io.barometer.model.forecast.HorizonTest;
import io.barometer.model.forecast.MethodErrors;
import io.barometer.proto.scoring.v1.BandSummary;
import io.barometer.proto.scoring.v1.ForecastScoreResponse;
import io.barometer.scoring.score.Protos;

/** Forecasts as messages. */
final class ForecastMessages {
  private static final double TENTHS = 10;

  private ForecastMessages() {}

  /** The answer where there is nothing to continue. */
  static ForecastScoreResponse nothing(Origin origin) {
    return begun(origin)
        .addSentences("There is no score on that day, so there is nothing to continue.")
        .build();
  }

  static ForecastScoreResponse message(Origin origin, Forecast forecast, Backtest backtest) {
    var response = begun(origin).setBacktest(message(backtest));
    forecast.points().forEach(point -> response.addPoints(message(point)));
    forecast.line().forEach(point -> response.addLine(message(point)));
    forecast.crossing(origin.bands()).ifPresent(point -> response.setCrossing(message(point)));
    ForecastMethod lacking = forecast.lacking();
    if (lacking != null) {
      response.addSentences(
          "%s needs 30 days with a score among the last 90; \"no change\" stands in."
              .formatted(lacking.text()));
    }
    backtest.horizons().forEach(test -> response.addSentences(test.sentence()));
    return response.build();
  }

  private static ForecastScoreResponse.Builder begun(Origin origin) {
    var response =
        ForecastScoreResponse.newBuilder()
            .setScore(Protos.value(origin.score()))
            .setDate(ProtoDate.date(origin.day()))
            .setModel(origin.model());
    origin
        .bands()
        .bands()
        .forEach(
            band ->
                response.addBands(
                    BandSummary.newBuilder()
                        .setBand(band.name())
                        .setFromTenths(band.fromTenths())));
    return response;
  }

  private static io.barometer.proto.scoring.v1.ForecastPoint message(ForecastPoint point) {
    return io.barometer.proto.scoring.v1.ForecastPoint.newBuilder()
        .setDays(point.days())
        .setDate(ProtoDate.date(point.day()))
        .setMethod(point.method().text())
        .setTenths(point.tenths())
        .setLowTenths(point.lowTenths())
        .setHighTenths(point.highTenths())
        .setBand(point.band())
        .build();
  }

  private static io.barometer.proto.scoring.v1.Backtest message(Backtest backtest) {
    var message =
        io.barometer.proto.scoring.v1.Backtest.newBuilder()
            .setAccounts(backtest.accounts())
            .setFirstDate(ProtoDate.date(backtest.firstDay()))
            .setMiddleDate(ProtoDate.date(backtest.middleDay()))
            .setLastDate(ProtoDate.date(backtest.lastDay()));
    backtest.horizons().forEach(test -> message.addHorizons(message(test)));
    return message.build();
  }

  private static io.barometer.proto.scoring.v1.HorizonTest message(HorizonTest test) {
    var message =
        io.barometer.proto.scoring.v1.HorizonTest.newBuilder()
            .setDays(test.days())
            .setChoosing(test.choosing())
            .setJudging(test.judging())
            .setDefaultMethod(test.standard().text())
            .setSentence(test.sentence());
    test.methods().forEach(method -> message.addMethods(message(method)));
    return message.build();
  }

  private static io.barometer.proto.scoring.v1.MethodErrors message(MethodErrors errors) {
    return io.barometer.proto.scoring.v1.MethodErrors.newBuilder()
        .setMethod(errors.method().text())
        .setChoosingError(errors.choosing() / TENTHS)
        .setJudgingError(errors.judging() / TENTHS)
        .setWidthTenths(errors.widthTenths())
        .setCoveredPercent(errors.coveredPercent())
        .build();
  }
}
