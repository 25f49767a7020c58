package io.barometer.scoring.scorecard;

import io.barometer.audit.Change;
import io.barometer.proto.audit.v1.AuditAction;
import io.barometer.proto.scoring.v1.ModelEvent;
import io.barometer.proto.scoring.v1.ModelRef;

/**
 * Decisions about models as the audit trail tells them: by the event that was made, which names the
 * model's hash where a request has a whole file.
 */
final class AuditedModels {
  private AuditedModels() {}

  /** The change that a person decided. */
  static Change change(ModelEvent decided) {
    AuditAction action = action(decided);
    String target =
        switch (action) {
          case AUDIT_ACTION_MODEL_ROLLED_BACK, AUDIT_ACTION_TRIAL_ENDED ->
              "score " + decided.getScoreName();
          default -> "model " + name(decided.getModel());
        };
    return Change.of(action, target, decided.getReason(), decided);
  }

  private static String name(ModelRef model) {
    return model.getScorecard() + "@" + model.getVersion();
  }

  private static AuditAction action(ModelEvent decided) {
    return switch (decided.getEventCase()) {
      case DRAFTED -> AuditAction.AUDIT_ACTION_MODEL_DRAFTED;
      case ACTIVATED -> AuditAction.AUDIT_ACTION_MODEL_ACTIVATED;
      case ROLLED_BACK -> AuditAction.AUDIT_ACTION_MODEL_ROLLED_BACK;
      case TRIAL_STARTED -> AuditAction.AUDIT_ACTION_TRIAL_STARTED;
      case TRIAL_ENDED -> AuditAction.AUDIT_ACTION_TRIAL_ENDED;
      case TOOK_EFFECT, EVENT_NOT_SET ->
          throw new IllegalStateException("nobody decides " + decided.getEventCase());
    };
  }
}
