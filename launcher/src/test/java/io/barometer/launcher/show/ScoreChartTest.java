package io.barometer.launcher.show;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.proto.scoring.v1.BandSummary;
import io.barometer.proto.scoring.v1.ScorePoint;
import io.barometer.proto.scoring.v1.ScoreValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreChartTest {
  private static final LocalDate FIRST = LocalDate.of(2017, 1, 1);

  @Test
  void a_year_fits_eighty_columns_as_in_the_golden_file() throws IOException {
    List<ScorePoint> points = new ArrayList<>();
    for (int day = 0; day < 365; day++) {
      int tenths = day < 200 ? 820 - day : 600 - (day - 200) * 3;
      points.add(point(day, day >= 100 && day < 120 ? -1 : tenths));
    }
    List<String> lines = ScoreChart.lines(Terminal.plain(), points, bands());

    assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    assertThat(String.join("\n", lines) + "\n").isEqualTo(golden("year.txt"));
  }

  @Test
  void colours_follow_the_bands() {
    List<ScorePoint> points = List.of(point(0, 1000), point(1, 0));

    String chart = String.join("", ScoreChart.lines(new Terminal(60, true, true), points, bands()));

    assertThat(chart).contains("\u001b[32m", "\u001b[33m", "\u001b[31m");
  }

  @Test
  void one_day_and_no_day_are_charts_too() {
    assertThat(ScoreChart.lines(Terminal.plain(), List.of(point(0, 500)), bands())).hasSize(14);
    assertThat(ScoreChart.lines(Terminal.plain(), List.of(point(0, -1)), bands()))
        .containsExactly("There is no score in these days.");
    assertThat(ScoreChart.lines(Terminal.plain(), List.of(), bands()))
        .containsExactly("There is no score in these days.");
  }

  private static ScorePoint point(int day, int tenths) {
    ScoreValue.Builder score = ScoreValue.newBuilder().setBand("any");
    if (tenths >= 0) {
      score.setTenths(tenths);
    }
    return ScorePoint.newBuilder().setDate(Days.date(FIRST.plusDays(day))).setScore(score).build();
  }

  private static List<BandSummary> bands() {
    return List.of(
        band("Critical", 0), band("At Risk", 250), band("Moderate", 500), band("Healthy", 750));
  }

  private static BandSummary band(String name, int from) {
    return BandSummary.newBuilder().setBand(name).setFromTenths(from).build();
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = ScoreChartTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
