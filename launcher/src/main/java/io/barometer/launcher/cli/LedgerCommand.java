package io.barometer.launcher.cli;

import com.google.protobuf.Timestamp;
import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.LedgerJson;
import io.barometer.launcher.show.LedgerText;
import io.barometer.proto.scoring.v1.ExplainChangeRequest;
import io.barometer.proto.scoring.v1.ExplainChangeResponse;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "ledger",
    mixinStandardHelpOptions = true,
    description = {
      "Shows why an account's score changed between two moments: late events, time, new events, "
          + "weights shared anew, model, override. The parts add up to the change."
    })
final class LedgerCommand implements Callable<Integer> {
  private final BarometerCommand barometer;

  @Mixin private StackChoice stack = new StackChoice();
  @Mixin private ScoreChoice score = new ScoreChoice();

  @Parameters(paramLabel = "ACCOUNT", description = "The account's id.")
  private String account = "";

  @Option(
      names = "--from",
      required = true,
      paramLabel = "T",
      description = "Where to begin: a date (its end) or an instant.",
      converter = MomentConverter.class)
  private Timestamp from = Timestamp.getDefaultInstance();

  @Option(
      names = "--to",
      paramLabel = "T",
      description = "Where to end (default: now).",
      converter = MomentConverter.class)
  private @Nullable Timestamp to;

  @Option(
      names = "--known-now",
      description = "Begin with what is known now, instead of what was known at --from.")
  private boolean knownNow;

  @Option(
      names = "--from-model",
      paramLabel = "NAME[@VERSION]",
      description = "The model to begin with (default: the one in effect then).")
  private String fromModel = "";

  @Option(
      names = "--to-model",
      paramLabel = "NAME[@VERSION]",
      description = "The model to end with (default: the one in effect).")
  private String toModel = "";

  @Option(names = "--events", description = "Name the events of every part, the first 100.")
  private boolean events;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  LedgerCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Override
  public Integer call() throws CommandFailed {
    var request =
        ExplainChangeRequest.newBuilder()
            .setAccountId(account)
            .setScoreName(score.name)
            .setFrom(ViewOptions.of(from, knownNow ? null : from, fromModel))
            .setTo(ViewOptions.of(to, null, toModel))
            .build();
    try (Connection connection = barometer.connect(stack)) {
      ExplainChangeResponse change =
          AccountHint.orNearest(
              connection, account, () -> connection.scoring().explainChange(request));
      if (json) {
        barometer.print(LedgerJson.of(change));
      } else {
        barometer.print(LedgerText.lines(barometer.terminal(), change, events));
      }
      return 0;
    }
  }
}
