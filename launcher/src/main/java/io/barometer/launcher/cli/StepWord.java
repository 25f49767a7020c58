package io.barometer.launcher.cli;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.proto.alerting.v1.StepOutcome;
import io.barometer.proto.alerting.v1.StepResult;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What became of a step as it is written on the command line: {@code 2=failed:no answer}. */
final class StepWord {
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,3})=(done|skipped|failed)(?::(.*))?", Pattern.DOTALL);

  private StepWord() {}

  static StepResult read(String text) throws CommandFailed {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new CommandFailed(
          "\"" + text + "\" tells of no step, for example 1=done or 2=failed:no answer");
    }
    return StepResult.newBuilder()
        .setStep(Integer.parseInt(form.group(1)))
        .setOutcome(StepOutcome.valueOf("STEP_OUTCOME_" + form.group(2).toUpperCase(Locale.ROOT)))
        .setNote(form.group(3) == null ? "" : form.group(3))
        .build();
  }
}
