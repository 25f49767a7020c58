package io.barometer.scoring.forecast;

import io.barometer.edge.Violations;
import io.barometer.model.forecast.Backtest;
import io.barometer.model.forecast.Forecast;
import io.barometer.model.forecast.ForecastMethod;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.scoring.v1.ForecastScoreRequest;
import io.barometer.proto.scoring.v1.ForecastScoreResponse;
import io.barometer.scoring.past.Lookback;
import io.barometer.scoring.past.View;
import io.barometer.scoring.score.RequestFields;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells how a score may go on, and what such forecasts were worth. */
@ApplicationScoped
public class ForecastReader {
  private final Lookback lookback;
  private final Backtests backtests;

  ForecastReader(Lookback lookback, Backtests backtests) {
    this.lookback = lookback;
    this.backtests = backtests;
  }

  /** Answers the call; blocks. */
  public ForecastScoreResponse get(String tenantId, ForecastScoreRequest request)
      throws InterruptedException {
    var violations = new Violations();
    RequestFields.accountId("account_id", request.getAccountId(), violations);
    Optional<ForecastMethod> method = method(request, violations);
    View view = View.of(request, violations);
    violations.throwIfAny();
    Origin origin =
        lookback.look(tenantId, request.getAccountId(), request.getScoreName(), view, Origin::of);
    if (!origin.score().known()) {
      return ForecastMessages.nothing(origin);
    }
    Backtest backtest =
        backtests.of(new Backtests.Key(tenantId, origin.model().getHash(), origin.day()));
    Forecast forecast =
        Forecast.of(origin.scores(), origin.day(), origin.bands(), backtest, method).orElseThrow();
    return ForecastMessages.message(origin, forecast, backtest);
  }

  private static Optional<ForecastMethod> method(
      ForecastScoreRequest request, Violations violations) {
    Optional<ForecastMethod> method = ForecastMethod.of(request.getMethod());
    if (method.isEmpty() && !request.getMethod().isEmpty()) {
      violations.add(
          "method",
          ErrorReason.ERROR_REASON_VALUE_UNKNOWN,
          "must be empty or one of "
              + Arrays.stream(ForecastMethod.values())
                  .map(ForecastMethod::text)
                  .collect(Collectors.joining(", ")));
    }
    return method;
  }
}
