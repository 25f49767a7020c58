package io.barometer.scoring.scorecard;

import io.barometer.model.name.SafeText;
import io.barometer.proto.scoring.v1.ModelEvent;

/** What happened to a model, for people. */
final class ModelSentences {
  private ModelSentences() {}

  /** For example {@code 4: kim activated usage 1.1.0 (reason)}. */
  static String of(ModelEvent event) {
    String model = event.getModel().getScorecard() + " " + event.getModel().getVersion();
    String what =
        switch (event.getEventCase()) {
          case DRAFTED -> "drafted " + model;
          case ACTIVATED -> "activated " + model;
          case ROLLED_BACK -> "rolled " + event.getScoreName() + " back to " + model;
          case TOOK_EFFECT -> "put " + model + " in effect";
          case TRIAL_STARTED -> "began a trial of " + model;
          case TRIAL_ENDED -> "ended the trial of " + model;
          case EVENT_NOT_SET -> "did something to " + model;
        };
    return SafeText.line(
        "%d: %s %s (%s)"
            .formatted(event.getRevision(), event.getAuthor(), what, event.getReason()));
  }
}
