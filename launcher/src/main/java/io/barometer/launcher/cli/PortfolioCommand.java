package io.barometer.launcher.cli;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.PortfolioText;
import io.barometer.launcher.show.ScoreJson;
import io.barometer.launcher.show.ScoreText;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.ListScoresRequest;
import io.barometer.proto.scoring.v1.ListScoresResponse;
import io.barometer.proto.scoring.v1.SummarizePortfolioRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "portfolio",
    mixinStandardHelpOptions = true,
    description = "Shows the accounts per band, then the accounts that need attention first.",
    footer = {
      "",
      "Filter: conditions joined by AND, for example",
      "  band = \"Critical\" AND change_30d <= -15",
      "Fields: band, score, coverage, change_7d, change_30d, change_90d, change_365d,",
      "  owner, plan, industry, region, segment, parent, account, name.",
      "Order: attention, account, name, score, change_7d … change_365d, arr; \" desc\" turns it round."
    })
final class PortfolioCommand implements Callable<Integer> {
  private static final int SHOWN = 20;

  private final BarometerCommand barometer;

  @Mixin private StackChoice stack = new StackChoice();
  @Mixin private ScoreChoice score = new ScoreChoice();
  @Mixin private MomentOptions moments = new MomentOptions();

  @Option(names = "--filter", paramLabel = "F", description = "Only these accounts.")
  private String filter = "";

  @Option(
      names = "--order-by",
      paramLabel = "O",
      description = "Default: attention; with --json account.")
  private @Nullable String orderBy;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many accounts (default: 20; with --json all).")
  private @Nullable Integer limit;

  @Option(names = "--json", description = "One JSON object per account, all accounts.")
  private boolean json;

  PortfolioCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Override
  public Integer call() throws CommandFailed {
    try (Connection connection = barometer.connect(stack)) {
      if (json) {
        list(connection, score -> barometer.print(ScoreJson.of(score)));
        return 0;
      }
      SummarizePortfolioRequest.Builder request =
          SummarizePortfolioRequest.newBuilder().setScoreName(score.name);
      moments.into(request);
      barometer.print(
          PortfolioText.lines(
              barometer.terminal(), connection.scoring().summarizePortfolio(request.build())));
      List<AccountScore> scores = new ArrayList<>();
      list(connection, scores::add);
      barometer.print("");
      barometer.print(ScoreText.table(barometer.terminal(), scores));
      return 0;
    }
  }

  private void list(Connection connection, Consumer<AccountScore> sink) {
    Pages.read(
        limit != null ? limit : json ? Integer.MAX_VALUE : SHOWN,
        (size, token) -> page(connection, size, token),
        ListScoresResponse::getScoresList,
        ListScoresResponse::getNextPageToken,
        sink);
  }

  private ListScoresResponse page(Connection connection, int size, String token) {
    ListScoresRequest.Builder request =
        ListScoresRequest.newBuilder()
            .setFilter(filter)
            .setScoreName(score.name)
            .setOrderBy(orderBy != null ? orderBy : json ? "account" : "attention")
            .setPageSize(size)
            .setPageToken(token);
    moments.into(request);
    return connection.scoring().listScores(request.build());
  }
}
