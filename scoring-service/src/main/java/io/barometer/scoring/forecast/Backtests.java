package io.barometer.scoring.forecast;

import io.barometer.model.forecast.Backtest;
import io.barometer.model.forecast.DailyScores;
import io.barometer.model.forecast.ForecastMethod;
import io.barometer.model.forecast.RollingOrigin;
import io.barometer.model.replay.Replay;
import io.barometer.model.score.Scorer;
import io.barometer.proto.scoring.v1.ModelRef;
import io.barometer.scoring.score.StoredHistories;
import io.barometer.scoring.score.StoredHistory;
import io.barometer.scoring.score.TenantReads;
import io.barometer.scoring.scorecard.ActiveModels;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What forecasts of a tenant's scores were worth under a model by a day, with what is known of the
 * days before it at the first time that somebody asks. Remembered; computed once however many ask,
 * one at a time, on a thread of its own.
 */
@ApplicationScoped
class Backtests {
  private static final int MOST_ACCOUNTS = 500;
  private static final int MOST_REMEMBERED = 64;
  private static final int PAGE = 50;

  private final TenantReads reads;
  private final ActiveModels models;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("forecast-backtest").factory());
  private final Map<Key, Future<Backtest>> remembered = new LinkedHashMap<>(16, 0.75f, true);

  Backtests(TenantReads reads, ActiveModels models) {
    this.reads = reads;
    this.models = models;
  }

  /**
   * What a backtest is about.
   *
   * @param modelHash says which score, too
   * @param day the last outcome
   */
  record Key(String tenantId, String modelHash, long day) {}

  /** The backtest; waits for whoever computes it. Do not call it with a transaction open. */
  Backtest of(Key key) throws InterruptedException {
    Future<Backtest> backtest = submitted(key);
    try {
      return backtest.get();
    } catch (ExecutionException failure) {
      forget(key, backtest);
      if (failure.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failure.getCause());
    }
  }

  private Future<Backtest> submitted(Key key) {
    synchronized (remembered) {
      Future<Backtest> backtest =
          remembered.computeIfAbsent(key, one -> thread.submit(() -> compute(one)));
      if (remembered.size() > MOST_REMEMBERED) {
        remembered.remove(remembered.keySet().iterator().next());
      }
      return backtest;
    }
  }

  private void forget(Key key, Future<Backtest> failed) {
    synchronized (remembered) {
      remembered.remove(key, failed);
    }
  }

  private Backtest compute(Key key) {
    List<String> accounts =
        reads.read(key.tenantId(), tx -> StoredHistories.sample(tx, MOST_ACCOUNTS));
    var backtest = new RollingOrigin(key.day());
    for (int from = 0; from < accounts.size(); from += PAGE) {
      List<String> page = accounts.subList(from, Math.min(from + PAGE, accounts.size()));
      reads.read(
          key.tenantId(),
          tx -> {
            ModelRef model = ModelRef.newBuilder().setHash(key.modelHash()).build();
            Scorer scorer = models.under(tx, key.tenantId(), model).scorer();
            Replay replay = Replay.of(scorer);
            StoredHistories.of(tx, page)
                .forEach(stored -> backtest.add(scores(replay, stored, key.day())));
            return page.size();
          });
    }
    return backtest.result();
  }

  private static DailyScores scores(Replay replay, StoredHistory stored, long day) {
    return replay.daily(
        stored.history(), day - RollingOrigin.DAYS - ForecastMethod.LOOKS_BACK, day);
  }

  @PreDestroy
  void stop() {
    thread.shutdownNow();
  }
}
