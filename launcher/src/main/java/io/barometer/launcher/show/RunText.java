package io.barometer.launcher.show;

import io.barometer.launcher.show.Table.Align;
import io.barometer.model.name.SafeText;
import io.barometer.proto.alerting.v1.Delivery;
import io.barometer.proto.alerting.v1.GetRunResponse;
import io.barometer.proto.alerting.v1.PlaybookRun;
import io.barometer.proto.alerting.v1.PlaybookRunChange;
import io.barometer.proto.alerting.v1.PlaybookRunState;
import io.barometer.proto.alerting.v1.PlaybookStep;
import io.barometer.proto.alerting.v1.StepResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Runs of playbooks for people. */
public final class RunText {
  private static final int LINE = 400;

  private RunText() {}

  /** A line per run, and below it why it began. */
  public static List<String> table(Terminal terminal, List<PlaybookRun> runs) {
    Table table =
        new Table()
            .column("Run", Align.LEFT)
            .column("Began", Align.LEFT)
            .column("State", Align.LEFT)
            .column("Playbook", Align.FLEXIBLE)
            .column("Account", Align.FLEXIBLE);
    for (PlaybookRun run : runs) {
      table
          .row()
          .cell(run.getRunId())
          .cell(Days.minute(run.getBeginTime()))
          .cell(state(run.getState()), colour(run.getState()))
          .cell(run.getTitle())
          .cell(run.getAccountName())
          .below(run.getReason());
    }
    return table.lines(terminal);
  }

  /** What a run came to. */
  public static String moved(PlaybookRun run) {
    return SafeText.line(
        "%s for %s is %s.".formatted(run.getTitle(), run.getAccountName(), state(run.getState())),
        LINE);
  }

  /** One run with everything that is known of it. */
  public static List<String> run(Terminal terminal, GetRunResponse found) {
    PlaybookRun run = found.getRun();
    List<String> lines = new ArrayList<>();
    lines.add(moved(run));
    lines.add(SafeText.line(run.getReason(), LINE));
    if (run.hasLapseTime()) {
      lines.add(
          "It lapses at %s. Approve it: ./barometer playbooks approve %s"
              .formatted(Days.minute(run.getLapseTime()), run.getRunId()));
    }
    if (!found.getEffect().isEmpty()) {
      lines.addAll(Paragraph.lines(terminal, "", found.getEffect()));
    }
    if (run.getStepsCount() > 0) {
      lines.add("");
      lines.addAll(steps(terminal, run));
    }
    lines.add("");
    lines.addAll(history(terminal, run));
    if (found.getDeliveriesCount() > 0) {
      lines.add("");
      lines.addAll(deliveries(terminal, found.getDeliveriesList()));
    }
    return lines;
  }

  private static List<String> steps(Terminal terminal, PlaybookRun run) {
    Table table =
        new Table()
            .column("Step", Align.RIGHT)
            .column("What", Align.FLEXIBLE)
            .column("Who", Align.LEFT)
            .column("How", Align.LEFT)
            .column("Due", Align.LEFT)
            .column("Outcome", Align.FLEXIBLE);
    for (int i = 0; i < run.getStepsCount(); i++) {
      PlaybookStep step = run.getSteps(i);
      table
          .row()
          .cell(Integer.toString(i + 1))
          .cell(step.getTitle())
          .cell(AlertText.word(step.getWho().name(), "STEP_REACH_"))
          .cell(step.getChannel().isEmpty() ? "–" : step.getChannel())
          .cell(due(step))
          .cell(outcome(run, i + 1))
          .below(step.getInstructions());
    }
    return table.lines(terminal);
  }

  private static String due(PlaybookStep step) {
    return step.hasDueAfter()
        ? Duration.ofSeconds(step.getDueAfter().getSeconds())
            .toString()
            .substring(1)
            .replace("T", "")
            .toLowerCase(Locale.ROOT)
        : "–";
  }

  private static String outcome(PlaybookRun run, int step) {
    return run.getStepResultsList().stream()
        .filter(result -> result.getStep() == step)
        .map(RunText::outcome)
        .findFirst()
        .orElse("–");
  }

  private static String outcome(StepResult result) {
    String word = AlertText.word(result.getOutcome().name(), "STEP_OUTCOME_");
    return result.getNote().isEmpty() ? word : word + ": " + result.getNote();
  }

  private static List<String> history(Terminal terminal, PlaybookRun run) {
    Table table =
        new Table()
            .column("When", Align.LEFT)
            .column("State", Align.LEFT)
            .column("Who", Align.LEFT)
            .column("Note", Align.FLEXIBLE);
    for (PlaybookRunChange change : run.getHistoryList()) {
      table
          .row()
          .cell(Days.minute(change.getTime()))
          .cell(state(change.getState()), colour(change.getState()))
          .cell(change.getWho().isEmpty() ? "–" : change.getWho())
          .cell(change.getNote());
    }
    return table.lines(terminal);
  }

  private static List<String> deliveries(Terminal terminal, List<Delivery> deliveries) {
    Table table =
        new Table()
            .column("Told", Align.LEFT)
            .column("State", Align.LEFT)
            .column("Attempts", Align.RIGHT)
            .column("Outcome", Align.FLEXIBLE);
    for (Delivery delivery : deliveries) {
      table
          .row()
          .cell(delivery.getReceiver())
          .cell(AlertText.deliveryState(delivery))
          .cell(Integer.toString(delivery.getAttempts()))
          .cell(delivery.getLastOutcome());
    }
    return table.lines(terminal);
  }

  static String state(PlaybookRunState state) {
    return AlertText.word(state.name(), "PLAYBOOK_RUN_STATE_");
  }

  private static Colour colour(PlaybookRunState state) {
    return switch (state) {
      case PLAYBOOK_RUN_STATE_WAITING -> Colour.YELLOW;
      case PLAYBOOK_RUN_STATE_COMPLETED -> Colour.GREEN;
      case PLAYBOOK_RUN_STATE_TRIGGERED,
          PLAYBOOK_RUN_STATE_SKIPPED,
          PLAYBOOK_RUN_STATE_REJECTED,
          PLAYBOOK_RUN_STATE_LAPSED,
          PLAYBOOK_RUN_STATE_CANCELLED,
          PLAYBOOK_RUN_STATE_UNSPECIFIED,
          UNRECOGNIZED ->
          Colour.NONE;
    };
  }
}
