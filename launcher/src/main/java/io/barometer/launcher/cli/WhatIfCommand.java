package io.barometer.launcher.cli;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.WhatIfJson;
import io.barometer.launcher.show.WhatIfText;
import io.barometer.proto.scoring.v1.SimulatePortfolioRequest;
import io.barometer.proto.scoring.v1.SimulatePortfolioResponse;
import io.barometer.proto.scoring.v1.SimulateScoreRequest;
import io.barometer.proto.scoring.v1.SimulateScoreResponse;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "whatif",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what an account's score, or the portfolio, would be: with events besides, without a "
          + "source, under another model, other weights or thresholds. Nothing is recorded.",
      "--as-of may lie ahead: then events may, too."
    },
    footer = {
      "",
      "For example three critical tickets within a week:",
      "  ./barometer whatif acme --as-of 2026-12-01 \\",
      "    --event '3*{\"ticketOpened\":{\"ticketId\":\"t\",\"priority\":\"TICKET_PRIORITY_P1\"}}'"
    })
final class WhatIfCommand implements Callable<Integer> {
  private final BarometerCommand barometer;

  @Mixin private StackChoice stack = new StackChoice();
  @Mixin private ScoreChoice score = new ScoreChoice();
  @Mixin private MomentOptions moments = new MomentOptions();
  @Mixin private SupposeOptions supposed = new SupposeOptions();

  @Parameters(paramLabel = "ACCOUNT", arity = "0..1", description = "The account's id.")
  private @Nullable String account;

  @Option(names = "--portfolio", description = "All accounts instead of one.")
  private boolean portfolio;

  @Option(
      names = "--filter",
      paramLabel = "F",
      description = "With --portfolio: only these accounts, as in ./barometer portfolio.")
  private String filter = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description =
          "With --portfolio: at most so many accounts that move, 1 to 1,000 (default: 20).")
  private int limit;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  WhatIfCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Override
  public Integer call() throws CommandFailed {
    String one = account;
    if (portfolio == (one != null)) {
      throw new CommandFailed("Name an account, or say --portfolio.");
    }
    try (Connection connection = barometer.connect(stack)) {
      if (one == null) {
        portfolio(connection);
      } else {
        account(connection, one);
      }
      return 0;
    }
  }

  private void account(Connection connection, String one) throws CommandFailed {
    var request =
        SimulateScoreRequest.newBuilder()
            .setAccountId(one)
            .setScoreName(score.name)
            .setHypothesis(supposed.hypothesis());
    moments.into(request);
    SimulateScoreResponse answer = connection.scoring().simulateScore(request.build());
    if (json) {
      barometer.print(WhatIfJson.of(answer));
    } else {
      barometer.print(WhatIfText.lines(barometer.terminal(), answer));
    }
  }

  private void portfolio(Connection connection) throws CommandFailed {
    var request =
        SimulatePortfolioRequest.newBuilder()
            .setFilter(filter)
            .setScoreName(score.name)
            .setPageSize(limit)
            .setHypothesis(supposed.hypothesis());
    moments.into(request);
    SimulatePortfolioResponse answer = connection.scoring().simulatePortfolio(request.build());
    if (json) {
      barometer.print(WhatIfJson.of(answer));
    } else {
      barometer.print(WhatIfText.lines(barometer.terminal(), answer));
    }
  }
}
