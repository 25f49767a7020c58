package io.barometer.launcher.cli;

import com.google.protobuf.Timestamp;
import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.Days;
import io.barometer.launcher.show.ScoreChart;
import io.barometer.launcher.show.ScoreJson;
import io.barometer.proto.scoring.v1.GetScoreHistoryRequest;
import io.barometer.proto.scoring.v1.GetScoreHistoryResponse;
import io.barometer.proto.scoring.v1.HistoryBasis;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    description = "Draws an account's scores day by day.")
final class HistoryCommand implements Callable<Integer> {
  private final BarometerCommand barometer;

  @Mixin private StackChoice stack = new StackChoice();
  @Mixin private ScoreChoice score = new ScoreChoice();

  @Parameters(paramLabel = "ACCOUNT", description = "The account's id.")
  private String account = "";

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "First day (default: a year before the last).")
  private @Nullable LocalDate from;

  @Option(
      names = "--to",
      paramLabel = "DATE",
      description = "Last day (default: today by the platform's clock).")
  private @Nullable LocalDate to;

  @Option(
      names = "--as-published",
      description = "The scores as they were told at the time, instead of what is known now.")
  private boolean asPublished;

  @Option(
      names = "--as-known-then",
      description = "Each day with what had been recorded by its end, under one model.")
  private boolean asKnownThen;

  @Option(
      names = "--known-at",
      paramLabel = "T",
      description = "With what had been recorded by then (default: by now).",
      converter = MomentConverter.class)
  private @Nullable Timestamp knownAt;

  @Option(
      names = "--model",
      paramLabel = "NAME[@VERSION]",
      description = "Under this model (default: the one in effect).")
  private String model = "";

  @Option(names = "--json", description = "One JSON object per day.")
  private boolean json;

  HistoryCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Override
  public Integer call() throws CommandFailed {
    try (Connection connection = barometer.connect(stack)) {
      GetScoreHistoryResponse history =
          AccountHint.orNearest(
              connection, account, () -> connection.scoring().getScoreHistory(request()));
      if (json) {
        ScoreJson.days(account, history).forEach(barometer::print);
      } else {
        barometer.print(ScoreChart.lines(barometer.terminal(), history));
      }
      return 0;
    }
  }

  private HistoryBasis basis() {
    if (asKnownThen) {
      return HistoryBasis.HISTORY_BASIS_KNOWN_THEN;
    }
    return asPublished
        ? HistoryBasis.HISTORY_BASIS_AS_PUBLISHED
        : HistoryBasis.HISTORY_BASIS_KNOWN_NOW;
  }

  private GetScoreHistoryRequest request() {
    GetScoreHistoryRequest.Builder request =
        GetScoreHistoryRequest.newBuilder()
            .setAccountId(account)
            .setScoreName(score.name)
            .setBasis(basis());
    ViewOptions.set(request, ViewOptions.of(null, knownAt, model));
    if (from != null) {
      request.setFromDate(Days.date(from));
    }
    if (to != null) {
      request.setToDate(Days.date(to));
    }
    return request.build();
  }
}
