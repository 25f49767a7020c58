package io.barometer.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class PortfolioCommandTest {
  @AutoClose private final FakeScoring scoring = new FakeScoring();
  private final CommandRun cli = new CommandRun(scoring.address());

  @Test
  void the_portfolio_shows_the_bands_and_then_the_accounts() {
    assertThat(cli.run("portfolio", "--limit", "1")).isZero();

    assertThat(cli.out())
        .isEqualTo(
            """
            Band      Score     Accounts  Share
            At Risk   0 – <50         45    9 %  ██
            Moderate  50 – <75       130   27 %  ████████
            Healthy   75 – 100       312   64 %  ███████████████████
            Unknown   –                0    0 %
            487 accounts on 2017-12-31; in 30 days 12 rose ↑ by more than 5 points, 34 fell ↓.
            Warning: 487 accounts: segment models are for 500 or more.

            Account                      Score  Band     30 days  90 days
            Acme [U+202E]Inc (org_0000)   43.0  At Risk  -12.3 ↓   +6.0 ↑
                active users fell from 12 to 3 in 30 days
            """);
  }

  @Test
  void the_portfolio_for_programs_holds_every_account_of_every_page() {
    assertThat(cli.run("portfolio", "--json")).isZero();

    List<String> lines = cli.out().lines().toList();
    assertThat(lines).hasSize(FakeScoring.ACCOUNTS);
    assertThat(lines.getLast()).startsWith("{\"account\":\"org_2499\",");
  }
}
