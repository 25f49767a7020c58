package io.barometer.benchmarks.latency;

import io.barometer.benchmarks.servers.Caller;
import io.barometer.proto.scoring.v1.GetScoreRequest;
import io.barometer.proto.scoring.v1.ScoreChanged;
import io.barometer.proto.scoring.v1.ScoringServiceGrpc;
import io.barometer.proto.scoring.v1.WatchScoresRequest;
import io.barometer.proto.scoring.v1.WatchScoresResponse;
import io.grpc.Context;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Hears of score changes as they can be read, without polling. */
final class ScoreWatch implements StreamObserver<WatchScoresResponse>, AutoCloseable {
  private static final int SAMPLES = 20;

  private final List<Probes> probes;
  private final Caller caller;
  private final List<CompletableFuture<Void>> checks = new CopyOnWriteArrayList<>();
  private final Context.CancellableContext watching = Context.ROOT.withCancellation();
  private volatile @Nullable Throwable ended;

  ScoreWatch(Caller caller, List<Probes> probes) {
    this.caller = caller;
    this.probes = probes;
    watching.run(
        () ->
            ScoringServiceGrpc.newStub(caller.channel())
                .watchScores(WatchScoresRequest.getDefaultInstance(), this));
  }

  @Override
  public void onNext(WatchScoresResponse response) {
    long now = System.nanoTime();
    if (!response.hasScoreChanged()) {
      return;
    }
    ScoreChanged change = response.getScoreChanged();
    String account = change.getCurrent().getAccount().getAccountId();
    for (Probes some : probes) {
      if (some.scored(account, now) && checks.size() < SAMPLES) {
        checks.add(
            CompletableFuture.runAsync(() -> check(account, change), Thread::startVirtualThread));
      }
    }
  }

  /**
   * The first few scores were asked for as soon as they were heard of.
   *
   * @return how many were; throws when one could not be read yet
   */
  int verified() {
    if (ended != null) {
      throw new IllegalStateException("the watch ended early", ended);
    }
    checks.forEach(CompletableFuture::join);
    return checks.size();
  }

  private void check(String account, ScoreChanged change) {
    var request = GetScoreRequest.newBuilder().setAccountId(account).build();
    var scoring = ScoringServiceGrpc.newBlockingStub(caller.channel());
    var read = scoring.getScore(request).getScore();
    if (read.getPosition() < change.getCurrent().getPosition()) {
      throw new IllegalStateException(account + ": the watched score cannot be read");
    }
  }

  @Override
  public void onError(Throwable failure) {
    ended = failure;
  }

  @Override
  public void onCompleted() {
    ended = new IllegalStateException("the service ended it");
  }

  @Override
  public void close() {
    watching.cancel(null);
  }
}
