package io.barometer.launcher.cli;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.Days;
import io.barometer.launcher.show.OverrideText;
import io.barometer.proto.scoring.v1.OverrideScoreRequest;
import io.barometer.proto.scoring.v1.WithdrawOverrideRequest;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "override",
    mixinStandardHelpOptions = true,
    description = {
      "Sets a score against the computed one, or withdraws that. Both stay visible.",
      "The scorecard says which roles may, how far and for how long."
    })
final class OverrideCommand implements Callable<Integer> {
  private final BarometerCommand barometer;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private StackChoice stack = new StackChoice();

  @Parameters(index = "0", paramLabel = "ACCOUNT", description = "The account's id.")
  private String account = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "SCORE",
      description = "The score to set, 0 to 100, at most one decimal.")
  private @Nullable BigDecimal score;

  @Option(names = "--until", paramLabel = "D", description = "The last day on which it holds.")
  private @Nullable LocalDate until;

  @Option(names = "--withdraw", description = "End the override that holds.")
  private boolean withdraw;

  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
  private String reason = "";

  @Option(
      names = "--role",
      paramLabel = "R",
      description = "In which role you speak (default: ${DEFAULT-VALUE}).",
      defaultValue = "csm")
  private String role = "";

  @Option(
      names = "--author",
      paramLabel = "A",
      description = "Who speaks (default: ${DEFAULT-VALUE}).",
      defaultValue = "${sys:user.name}")
  private String author = "";

  @Option(
      names = "--score",
      paramLabel = "NAME",
      description = "Which score of the account (default: health).")
  private String scoreName = "";

  @Option(
      names = "--request-id",
      paramLabel = "ID",
      description = "Name the same id when you repeat a call whose end you did not see.")
  private String requestId = UUID.randomUUID().toString();

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  OverrideCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Override
  public Integer call() throws CommandFailed {
    try (Connection connection = barometer.connect(stack)) {
      return withdraw ? withdraw(connection) : override(connection);
    }
  }

  private int override(Connection connection) throws CommandFailed {
    if (score == null || until == null) {
      throw new ParameterException(
          spec.commandLine(), "An override needs SCORE and --until, or --withdraw.");
    }
    var request =
        OverrideScoreRequest.newBuilder()
            .setAccountId(account)
            .setScoreName(scoreName)
            .setTenths(tenths(score))
            .setLastDate(Days.date(until))
            .setRole(role)
            .setAuthor(author)
            .setReason(reason)
            .setRequestId(requestId)
            .build();
    var told =
        AccountHint.orNearest(
            connection, account, () -> connection.scoring().overrideScore(request));
    if (json) {
      barometer.print(OverrideText.json(account, told));
    } else {
      barometer.print(OverrideText.lines(barometer.terminal(), account, told));
    }
    return 0;
  }

  private int withdraw(Connection connection) throws CommandFailed {
    if (score != null || until != null) {
      throw new ParameterException(
          spec.commandLine(), "--withdraw takes neither SCORE nor --until.");
    }
    var request =
        WithdrawOverrideRequest.newBuilder()
            .setAccountId(account)
            .setScoreName(scoreName)
            .setAuthor(author)
            .setReason(reason)
            .setRequestId(requestId)
            .build();
    var told =
        AccountHint.orNearest(
            connection, account, () -> connection.scoring().withdrawOverride(request));
    if (json) {
      barometer.print(OverrideText.json(account, told));
    } else {
      barometer.print(OverrideText.lines(barometer.terminal(), account, told));
    }
    return 0;
  }

  private int tenths(BigDecimal points) {
    try {
      return points.movePointRight(1).intValueExact();
    } catch (ArithmeticException _) {
      throw new ParameterException(
          spec.commandLine(), "SCORE is a number from 0 to 100 with at most one decimal.");
    }
  }
}
