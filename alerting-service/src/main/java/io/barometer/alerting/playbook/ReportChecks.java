package io.barometer.alerting.playbook;

import io.barometer.alerting.tenant.NameCheck;
import io.barometer.edge.Violations;
import io.barometer.proto.alerting.v1.Playbook;
import io.barometer.proto.alerting.v1.PlaybookRunState;
import io.barometer.proto.alerting.v1.ReportRunRequest;
import io.barometer.proto.alerting.v1.StepOutcome;
import io.barometer.proto.alerting.v1.StepResult;
import io.barometer.proto.error.v1.ErrorReason;
import java.util.HashSet;
import java.util.Set;

/** What can be wrong with a report of a run. */
final class ReportChecks {
  private static final int MOST_STEPS = 50;

  private ReportChecks() {}

  /** Notes what is wrong with the report itself. */
  static void check(ReportRunRequest report, Violations violations) {
    if (report.getOutcome() != PlaybookRunState.PLAYBOOK_RUN_STATE_COMPLETED
        && report.getOutcome() != PlaybookRunState.PLAYBOOK_RUN_STATE_SKIPPED) {
      violations.add("outcome", ErrorReason.ERROR_REASON_VALUE_UNKNOWN, "use COMPLETED or SKIPPED");
    }
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < report.getStepResultsCount(); i++) {
      StepResult result = report.getStepResults(i);
      String path = "step_results[" + i + "]";
      NameCheck.text(path + ".note", result.getNote(), 500, violations);
      if (result.getOutcome() == StepOutcome.STEP_OUTCOME_UNSPECIFIED
          || result.getOutcome() == StepOutcome.UNRECOGNIZED) {
        violations.add(
            path + ".outcome",
            ErrorReason.ERROR_REASON_VALUE_UNKNOWN,
            "use DONE, SKIPPED or FAILED");
      }
      if (!seen.add(result.getStep())) {
        violations.add(
            path + ".step", ErrorReason.ERROR_REASON_NAME_TAKEN, "the step stands twice");
      }
    }
  }

  /** Notes results of steps that the run does not have. */
  static void steps(ReportRunRequest report, Playbook playbook, Violations violations) {
    int steps = Math.min(MOST_STEPS, playbook.getStepsCount());
    for (int i = 0; i < report.getStepResultsCount(); i++) {
      int step = report.getStepResults(i).getStep();
      if (step < 1 || step > steps) {
        violations.add(
            "step_results[" + i + "].step",
            ErrorReason.ERROR_REASON_RANGE,
            steps == 0 ? "the playbook has no steps" : "use 1 to " + steps);
      }
    }
  }
}
