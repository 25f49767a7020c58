package io.barometer.scoring.scorecard;

import io.barometer.edge.ProtoTime;
import io.barometer.edge.Refusal;
import io.barometer.language.ScorecardProblem;
import io.barometer.proto.scoring.v1.ModelProblem;
import io.barometer.proto.scoring.v1.ModelTrial;
import io.barometer.proto.scoring.v1.PendingModel;
import io.barometer.proto.scoring.v1.PendingState;
import io.barometer.proto.scoring.v1.ScoreModel;
import java.time.Instant;

/** Models as they stand in messages. */
final class ModelMessages {
  private ModelMessages() {}

  static ScoreModel.Builder score(String name, ScoreModels models, Instant clock) {
    var message = ScoreModel.newBuilder().setScoreName(name);
    models
        .inEffect()
        .ifPresent(now -> message.setModel(now.model()).setSinceRevision(now.sinceRevision()));
    models.pending().forEach(pending -> message.addPending(pending(pending, clock)));
    models.trial().ifPresent(trial -> message.setTrial(trial(trial)));
    return message;
  }

  static ModelTrial trial(ScoreModels.OnTrial trial) {
    return ModelTrial.newBuilder()
        .setModel(trial.model())
        .setSharePercent(trial.sharePercent())
        .setSinceRevision(trial.revision())
        .setSinceTime(ProtoTime.timestamp(trial.since()))
        .build();
  }

  /** A decision that is not in effect: its time has not come, or histories are not there. */
  static PendingModel pending(ScoreModels.Pending pending, Instant clock) {
    var message =
        PendingModel.newBuilder()
            .setModel(pending.model())
            .setRevision(pending.revision())
            .setState(
                pending.effectiveTime().isAfter(clock)
                    ? PendingState.PENDING_STATE_SCHEDULED
                    : PendingState.PENDING_STATE_WAITING_FOR_HISTORIES);
    if (!pending.back()) {
      message.setEffectiveTime(ProtoTime.timestamp(pending.effectiveTime()));
    }
    return message.build();
  }

  static ModelProblem problem(ScorecardProblem problem) {
    return ModelProblem.newBuilder()
        .setLine(problem.line())
        .setColumn(problem.column())
        .setPath(problem.path())
        .setReason(Refusal.name(ModelChecks.reason(problem.reason())))
        .setText(problem.text())
        .build();
  }
}
