package io.barometer.launcher.show;

import io.barometer.launcher.show.Table.Align;
import io.barometer.model.name.SafeText;
import io.barometer.proto.scoring.v1.ActivateModelResponse;
import io.barometer.proto.scoring.v1.DraftModelResponse;
import io.barometer.proto.scoring.v1.ListModelsResponse;
import io.barometer.proto.scoring.v1.ModelEvent;
import io.barometer.proto.scoring.v1.ModelOrigin;
import io.barometer.proto.scoring.v1.ModelRef;
import io.barometer.proto.scoring.v1.ModelSummary;
import io.barometer.proto.scoring.v1.PendingModel;
import io.barometer.proto.scoring.v1.PendingState;
import io.barometer.proto.scoring.v1.RollBackModelResponse;
import io.barometer.proto.scoring.v1.ScoreModel;
import java.util.ArrayList;
import java.util.List;

/** Models for people. */
public final class ModelText {
  private ModelText() {}

  /** What became of a draft. */
  public static String of(DraftModelResponse drafted) {
    String model = name(drafted.getModel());
    return drafted.getUnchanged()
        ? model + " is there already, unchanged; revision " + drafted.getRevision() + "."
        : "%s is kept for the score %s; revision %d. Put it in effect: ./barometer model activate %s"
            .formatted(model, drafted.getScoreName(), drafted.getRevision(), model);
  }

  /** What became of an activation. */
  public static String of(String model, ActivateModelResponse activated) {
    String score = " for the score " + activated.getScoreName();
    String revision = "; revision " + activated.getRevision() + ".";
    if (!activated.hasPending()) {
      return SafeText.line(model) + " is in effect" + score + revision;
    }
    PendingModel pending = activated.getPending();
    return SafeText.line(model)
        + (pending.getState() == PendingState.PENDING_STATE_SCHEDULED
            ? " takes effect on " + Days.iso(pending.getEffectiveTime())
            : " takes effect when histories are built again")
        + score
        + revision;
  }

  /** What became of a rollback. */
  public static String of(RollBackModelResponse done) {
    return "The score %s is back at %s; revision %d."
        .formatted(done.getScoreName(), name(done.getModel()), done.getRevision());
  }

  /** A line per model. */
  public static List<String> list(Terminal terminal, ListModelsResponse all) {
    Table table =
        new Table()
            .column("Model", Align.LEFT)
            .column("Score", Align.LEFT)
            .column("State", Align.LEFT)
            .column("Title", Align.FLEXIBLE);
    for (ModelSummary model : all.getModelsList()) {
      String state = state(all, model);
      table
          .row()
          .cell(name(model.getModel()))
          .cell(model.getScoreName())
          .cell(state.isEmpty() ? origin(model) : described(state, pending(all, model)))
          .cell(model.getTitle());
    }
    List<String> lines = new ArrayList<>(table.lines(terminal));
    for (ScoreModel score : all.getScoresList()) {
      for (String warning : score.getWarningsList()) {
        lines.add(SafeText.line("Score " + score.getScoreName() + ": " + warning));
      }
    }
    lines.add("Revision " + all.getRevision() + ".");
    return lines;
  }

  private static String described(String state, PendingModel pending) {
    return state.equals("scheduled") ? "from " + Days.minute(pending.getEffectiveTime()) : state;
  }

  /** A line per event, and below it the reason. */
  public static List<String> log(Terminal terminal, List<ModelEvent> events) {
    Table table =
        new Table()
            .column("Rev", Align.RIGHT)
            .column("Recorded", Align.LEFT)
            .column("Event", Align.LEFT)
            .column("Score", Align.LEFT)
            .column("Model", Align.LEFT)
            .column("Author", Align.FLEXIBLE);
    for (ModelEvent event : events) {
      table
          .row()
          .cell(Long.toString(event.getRevision()))
          .cell(event.hasRecordedTime() ? Days.minute(event.getRecordedTime()) : "–")
          .cell(kind(event))
          .cell(event.getScoreName())
          .cell(name(event.getModel()))
          .cell(event.getAuthor())
          .below(event.hasTookEffect() ? "" : event.getReason());
    }
    return table.lines(terminal);
  }

  static String name(ModelRef model) {
    return SafeText.line(model.getScorecard() + "@" + model.getVersion());
  }

  static String kind(ModelEvent event) {
    return switch (event.getEventCase()) {
      case DRAFTED -> "drafted";
      case ACTIVATED -> "activated";
      case ROLLED_BACK -> "rolled back";
      case TOOK_EFFECT -> "took effect";
      case TRIAL_STARTED -> "trial began";
      case TRIAL_ENDED -> "trial ended";
      case EVENT_NOT_SET -> "unknown";
    };
  }

  static String origin(ModelSummary model) {
    return model.getOrigin() == ModelOrigin.MODEL_ORIGIN_SHIPPED ? "shipped" : "drafted";
  }

  /** What a model is to its score: in effect, scheduled or waiting; empty for nothing. */
  static String state(ListModelsResponse all, ModelSummary model) {
    for (ScoreModel score : all.getScoresList()) {
      if (score.getModel().getHash().equals(model.getModel().getHash())) {
        return "in effect";
      }
      if (score.getTrial().getModel().getHash().equals(model.getModel().getHash())) {
        int share = score.getTrial().getSharePercent();
        return share == 0 ? "on trial as a shadow" : "on trial for " + share + " % of accounts";
      }
    }
    PendingModel pending = pending(all, model);
    return pending.getState() == PendingState.PENDING_STATE_UNSPECIFIED ? "" : state(pending);
  }

  static String state(PendingModel pending) {
    return pending.getState() == PendingState.PENDING_STATE_SCHEDULED
        ? "scheduled"
        : "waiting for histories";
  }

  /** What speaks against a model in effect. */
  static List<String> warnings(ListModelsResponse all, ModelSummary model) {
    return all.getScoresList().stream()
        .filter(score -> score.getModel().getHash().equals(model.getModel().getHash()))
        .flatMap(score -> score.getWarningsList().stream())
        .toList();
  }

  static PendingModel pending(ListModelsResponse all, ModelSummary model) {
    for (ScoreModel score : all.getScoresList()) {
      for (PendingModel pending : score.getPendingList()) {
        if (pending.getModel().getHash().equals(model.getModel().getHash())) {
          return pending;
        }
      }
    }
    return PendingModel.getDefaultInstance();
  }
}
