package io.barometer.scoring.replay;

import io.barometer.edge.ProtoDate;
import io.barometer.edge.ProtoTime;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.proto.scoring.v1.Replay;
import io.barometer.scoring.scorecard.ModelRefs;
import jakarta.enterprise.context.ApplicationScoped;

/** Replays as messages. */
@ApplicationScoped
class ReplayMessages {
  private final ReplayModels models;

  ReplayMessages(ReplayModels models) {
    this.models = models;
  }

  /** A replay with all that it has found. */
  Replay whole(ReplayRow row) {
    Scorecard candidate = models.card(row.candidate());
    var replay =
        Replay.newBuilder()
            .setReplayId(row.replayId())
            .setState(row.state())
            .setScoreName(candidate.score())
            .setBaseline(ModelRefs.of(models.card(row.baseline())))
            .setCandidate(ModelRefs.of(candidate))
            .setFirstDate(ProtoDate.date(row.span().firstDay()))
            .setLastDate(ProtoDate.date(row.span().lastDay()))
            .setAccounts(row.done())
            .setTotalAccounts(row.total())
            .setCreatedTime(ProtoTime.timestamp(row.createdAt()))
            .setError(row.error())
            .setFindings(row.findings());
    row.endedAt().ifPresent(time -> replay.setEndedTime(ProtoTime.timestamp(time)));
    return replay.build();
  }

  /** A replay without its days. */
  Replay brief(ReplayRow row) {
    Replay.Builder replay = whole(row).toBuilder();
    replay.getFindingsBuilder().clearDays();
    return replay.build();
  }
}
