package io.barometer.launcher.cli;

import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.Progress;
import io.barometer.launcher.show.Terminal;
import io.barometer.proto.scoring.v1.GetReplayRequest;
import io.barometer.proto.scoring.v1.Replay;
import io.barometer.proto.scoring.v1.ReplayState;
import io.barometer.proto.scoring.v1.WatchReplayRequest;
import io.barometer.proto.scoring.v1.WatchReplayResponse;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Follows a replay. */
final class ReplayProgress {
  private ReplayProgress() {}

  /** Shows how far a replay is until it has ended. */
  static void follow(Terminal terminal, Connection connection, String id) {
    Iterator<WatchReplayResponse> moves =
        connection.replays().watchReplay(WatchReplayRequest.newBuilder().setReplayId(id).build());
    @Nullable Progress progress = null;
    try {
      while (moves.hasNext()) {
        Replay replay = moves.next().getReplay();
        if (replay.getState() == ReplayState.REPLAY_STATE_WAITING_FOR_HISTORIES) {
          System.err.println("waiting until histories keep what the model needs");
        }
        if (progress == null) {
          progress =
              Progress.start(terminal, System.err, "replaying " + id, replay.getTotalAccounts());
        }
        progress.stepTo(replay.getAccounts());
      }
    } finally {
      if (progress != null) {
        progress.close();
      }
    }
  }

  /** A replay with all that it has found. */
  static Replay found(Connection connection, String id) {
    return connection
        .replays()
        .getReplay(GetReplayRequest.newBuilder().setReplayId(id).build())
        .getReplay();
  }

  /** 1 for a replay that did not reach its end. */
  static int exitCode(Replay replay) {
    return replay.getState() == ReplayState.REPLAY_STATE_SUCCEEDED ? 0 : 1;
  }
}
