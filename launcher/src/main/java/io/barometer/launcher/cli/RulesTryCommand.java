package io.barometer.launcher.cli;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.Days;
import io.barometer.launcher.show.TriedRulesJson;
import io.barometer.launcher.show.TriedRulesText;
import io.barometer.proto.alerting.v1.TryRulesRequest;
import io.barometer.proto.alerting.v1.TryRulesResponse;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "try",
    mixinStandardHelpOptions = true,
    description = {
      "Tries rules on past days before they wake anyone: when they would have fired, for whom, how "
          + "often a week, and what followed."
    })
final class RulesTryCommand implements Callable<Integer> {
  private static final int DEADLINE_MINUTES = 6;

  private final BarometerCommand barometer;

  @Mixin private StackChoice stack = new StackChoice();

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "A file of rules (default: the rules of the platform that are enabled).")
  private @Nullable String file;

  @Option(
      names = "--from",
      paramLabel = "D",
      description = "The first day (default: 364 days before the last one).")
  private @Nullable LocalDate from;

  @Option(
      names = "--to",
      paramLabel = "D",
      description = "The last day (default: the platform's last whole day).")
  private @Nullable LocalDate to;

  @Option(
      names = "--follow",
      paramLabel = "DAYS",
      description = "What followed within so many days counts (default: ${DEFAULT-VALUE}).",
      defaultValue = "180")
  private int follow;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Name so many alerts, 1 to 1,000 (default: ${DEFAULT-VALUE}).",
      defaultValue = "20")
  private int limit;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  RulesTryCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Override
  public Integer call() throws CommandFailed {
    var request = TryRulesRequest.newBuilder().setFollowDays(follow).setMostAlerts(limit);
    if (file != null) {
      request.addAllRules(RuleFile.rules(file));
    }
    if (from != null) {
      request.setFirstDate(Days.date(from));
    }
    if (to != null) {
      request.setLastDate(Days.date(to));
    }
    try (Connection connection = barometer.connect(stack)) {
      TryRulesResponse tried =
          connection
              .alerting()
              .withDeadlineAfter(DEADLINE_MINUTES, TimeUnit.MINUTES)
              .tryRules(request.build());
      if (json) {
        barometer.print(TriedRulesJson.of(tried));
      } else {
        barometer.print(TriedRulesText.lines(barometer.terminal(), tried));
      }
      return 0;
    }
  }
}
