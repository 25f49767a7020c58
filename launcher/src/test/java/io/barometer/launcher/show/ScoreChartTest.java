package io.barometer.launcher.show;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.proto.scoring.v1.BandSummary;
import io.barometer.proto.scoring.v1.GetScoreHistoryResponse;
import io.barometer.proto.scoring.v1.ModelPeriod;
import io.barometer.proto.scoring.v1.ModelRef;
import io.barometer.proto.scoring.v1.ScorePoint;
import io.barometer.proto.scoring.v1.ScoreValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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
    List<String> lines = ScoreChart.lines(Terminal.plain(), history(points));

    assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    assertThat(String.join("\n", lines) + "\n").isEqualTo(golden("year.txt"));
  }

  @Test
  void colours_follow_the_bands() {
    List<ScorePoint> points = List.of(point(0, 1000), point(1, 0));

    String chart = String.join("", ScoreChart.lines(new Terminal(60, true, true), history(points)));

    assertThat(chart).contains("\u001b[32m", "\u001b[33m", "\u001b[31m");
  }

  @Test
  void one_day_and_no_day_are_charts_too() {
    assertThat(ScoreChart.lines(Terminal.plain(), history(List.of(point(0, 500))))).hasSize(14);
    assertThat(ScoreChart.lines(Terminal.plain(), history(List.of(point(0, -1)))))
        .containsExactly("There is no score in these days.");
    assertThat(ScoreChart.lines(Terminal.plain(), GetScoreHistoryResponse.getDefaultInstance()))
        .containsExactly("There is no score in these days.");
  }

  @Test
  void changes_of_the_model_in_effect_are_marked_below_the_chart_and_named() {
    List<String> lines = ScoreChart.lines(Terminal.plain(), yearWithModels());

    assertThat(lines.subList(14, lines.size()))
        .containsExactly(
            "                               AB                                    C",
            "     A since 2017-06-01 the model is usage 1.1.0, before usage 1.0.0",
            "     B since 2017-06-02 the model is usage 1.2.0",
            "     C since 2017-12-31 the model is care[U+202E] 2.0.0");
  }

  @Test
  void one_model_needs_no_mark() {
    var history = yearWithModels().toBuilder();
    while (history.getModelsInEffectCount() > 1) {
      history.removeModelsInEffect(1);
    }

    assertThat(ScoreChart.lines(Terminal.plain(), history.build())).hasSize(14);
  }

  private static GetScoreHistoryResponse history(List<ScorePoint> points) {
    return GetScoreHistoryResponse.newBuilder().addAllPoints(points).addAllBands(bands()).build();
  }

  private static GetScoreHistoryResponse yearWithModels() {
    var history = GetScoreHistoryResponse.newBuilder().addAllBands(bands());
    for (int day = 0; day < 365; day++) {
      history.addPoints(point(day, 600));
    }
    return history
        .addModelsInEffect(ModelPeriod.newBuilder().setModel(model("usage", "1.0.0")))
        .addModelsInEffect(model("usage", "1.1.0", "2017-06-01T23:00:00Z"))
        .addModelsInEffect(model("usage", "1.2.0", "2017-06-02T00:00:00Z"))
        .addModelsInEffect(model("care\u202E", "2.0.0", "2017-12-31T08:00:00Z"))
        .build();
  }

  private static ModelPeriod model(String name, String version, String since) {
    return ModelPeriod.newBuilder()
        .setModel(model(name, version))
        .setFromTime(Days.timestamp(Instant.parse(since)))
        .build();
  }

  private static ModelRef model(String name, String version) {
    return ModelRef.newBuilder().setScorecard(name).setVersion(version).build();
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
