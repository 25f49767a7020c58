package io.barometer.scoring.watch;

import io.barometer.edge.ProtoTime;
import io.barometer.proto.scoring.v1.ScoreLogEntry;
import io.barometer.proto.scoring.v1.WatchCheckpoint;
import io.barometer.proto.scoring.v1.WatchScoresResponse;
import java.util.List;
import java.util.function.Function;

/** Serves one watcher. */
final class Watcher {
  private static final long PATIENCE_MILLIS = 30_000;
  private static final long LOOK_MILLIS = 1_000;
  private static final long CHECKPOINT_NANOS = 15_000_000_000L;

  private final WatchedLog log;
  private final WatchPositions positions;
  private final ScoreBell bell;
  private final Reader<WatchScoresResponse> reader;
  private final Function<byte[], String> token;
  private long lastSent;

  Watcher(
      WatchedLog log,
      WatchPositions from,
      ScoreBell bell,
      Reader<WatchScoresResponse> reader,
      Function<byte[], String> token) {
    this.log = log;
    this.positions = from;
    this.bell = bell;
    this.reader = reader;
    this.token = token;
  }

  void run() throws InterruptedException {
    checkpoint();
    while (!reader.gone()) {
      long rung = bell.count();
      List<WatchedLog.Page> pages = log.after(positions);
      for (WatchedLog.Page page : pages) {
        tell(page);
      }
      if (System.nanoTime() - lastSent > CHECKPOINT_NANOS) {
        checkpoint();
      }
      if (pages.stream().noneMatch(WatchedLog.Page::more)) {
        bell.await(rung, LOOK_MILLIS);
      }
    }
  }

  private void tell(WatchedLog.Page page) throws InterruptedException {
    for (ScoreLogEntry entry : page.entries()) {
      positions.seen(page.shard(), entry.getSequence());
      send(WatchScoresResponse.newBuilder().setScoreChanged(entry.getScoreChanged()));
    }
    positions.seen(page.shard(), page.seen());
  }

  private void checkpoint() throws InterruptedException {
    var now = WatchCheckpoint.newBuilder().setTime(ProtoTime.timestamp(log.clock()));
    send(WatchScoresResponse.newBuilder().setCheckpoint(now));
  }

  private void send(WatchScoresResponse.Builder message) throws InterruptedException {
    var complete = message.setResumeToken(token.apply(positions.encode())).build();
    if (!reader.send(complete, PATIENCE_MILLIS) && !reader.gone()) {
      throw ScoreWatch.overloaded("The watcher reads too slowly.");
    }
    lastSent = System.nanoTime();
  }
}
