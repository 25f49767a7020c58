package io.barometer.e2e.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.model.score.Score;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What the pure model makes of the example's first two years, as a page for people. The end-to-end
 * tests hold the platform to the same figures; this file is where a reviewer sees a change of them.
 */
class FirstTwoYearsGoldenIT {
  private static final String GOLDEN = "/golden/first-two-years.txt";

  @Test
  void the_first_two_years_give_the_figures_of_the_golden_file() throws IOException {
    int rows = ExampleFile.firstTwoYears().size();
    String page = page(rows, ExpectedPlatform.afterFirstTwoYears());
    Files.writeString(Path.of("target/first-two-years.txt"), page);

    assertThat(page).isEqualTo(golden());
  }

  private static String page(int rows, ExpectedPlatform platform) {
    StringBuilder page = new StringBuilder();
    page.append("The example's first two years, by the pure model\n\n");
    page.append("rows                %6d%n".formatted(rows));
    page.append("accounts            %6d%n".formatted(platform.accounts().size()));
    page.append("score changes       %6d%n".formatted(changes(platform)));
    page.append("today               %s%n".formatted(LocalDate.ofEpochDay(platform.today())));
    page.append("\naccounts per band\n");
    platform.bands().forEach((band, count) -> page.append(line(band, count)));
    page.append("\nalerts per rule: fired, still firing\n");
    fired(platform)
        .forEach(
            (rule, count) ->
                page.append("%-20s%6d%6d%n".formatted(rule, count, open(platform, rule))));
    page.append("\nscores above 50, with the change over 30 days\n");
    platform.accounts().keySet().forEach(id -> page.append(account(platform, id)));
    return page.toString();
  }

  private static String account(ExpectedPlatform platform, String id) {
    Score now = platform.score(id);
    Score before = platform.score(id, platform.today() - 30);
    if (now.tenths().orElse(0) <= 500) {
      return "";
    }
    String change =
        before.known()
            ? "%+6.1f".formatted((now.tenths().getAsInt() - before.tenths().getAsInt()) / 10.0)
            : "   new";
    return "%-20s%6.1f%s  %s%n".formatted(id, now.tenths().getAsInt() / 10.0, change, now.band());
  }

  private static Map<String, Integer> fired(ExpectedPlatform platform) {
    Map<String, Integer> fired = new TreeMap<>();
    platform.alerts().forEach(alert -> fired.merge(alert.rule(), 1, Integer::sum));
    return fired;
  }

  private static long open(ExpectedPlatform platform, String rule) {
    return platform.alerts().stream()
        .filter(alert -> alert.rule().equals(rule) && alert.resolvedTime() == null)
        .count();
  }

  private static int changes(ExpectedPlatform platform) {
    return platform.accounts().values().stream()
        .collect(Collectors.summingInt(ExpectedAccount::changes));
  }

  private static String line(String name, int count) {
    return "%-20s%6d%n".formatted(name, count);
  }

  private static String golden() throws IOException {
    try (var in = FirstTwoYearsGoldenIT.class.getResourceAsStream(GOLDEN)) {
      assertThat(in).as(GOLDEN).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
