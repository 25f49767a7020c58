package io.barometer.e2e.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.barometer.model.scorecard.Tenths;
import io.barometer.proto.scoring.v1.Contribution;
import io.barometer.proto.scoring.v1.ExplainScoreRequest;
import io.barometer.proto.scoring.v1.ExplainScoreResponse;
import io.barometer.proto.scoring.v1.GetScoreHistoryRequest;
import io.barometer.proto.scoring.v1.GetScoreRequest;
import io.barometer.proto.scoring.v1.ScorePoint;
import io.barometer.proto.scoring.v1.ScoreValue;
import io.barometer.proto.scoring.v1.ScoringServiceGrpc.ScoringServiceBlockingStub;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The golden figures, told by the running services: the models are those of examples/models, each
 * drafted and activated as a score of its own, the events recorded through ingestion.
 */
@ExtendWith(RecordedCases.Resolver.class)
class GoldenFiguresIT {
  private static final String ALL_SIX = "all six inputs";
  private static final String WITHOUT_NPS = "the same without NPS";

  private final RecordedCases recorded;

  GoldenFiguresIT(RecordedCases recorded) {
    this.recorded = recorded;
  }

  /** What GetScore, ExplainScore and GetScoreHistory say alike, and the points of every input. */
  private record Figure(String score, int coveragePercent, List<String> points) {}

  @Test
  void five_dimensions_of_the_usual_weights_give_74_0() {
    assertThat(figure(GoldenModel.FIVE_DIMENSIONS, "the five dimensions of the golden figure"))
        .isEqualTo(new Figure("74.0 Moderate", 100, List.of("28.0", "17.5", "15.0", "9.0", "4.5")));
  }

  @Test
  void four_dimensions_give_73_0() {
    assertThat(figure(GoldenModel.FOUR_DIMENSIONS, "the four dimensions of the golden figure"))
        .isEqualTo(new Figure("73.0 Moderate", 100, List.of("30.0", "20.0", "14.0", "9.0")));
  }

  @Test
  void six_inputs_give_79_0_whatever_is_said_about_missing_ones() {
    Figure expected =
        new Figure("79.0 Healthy", 100, List.of("12.8", "15.0", "7.0", "18.0", "15.0", "11.2"));

    assertThat(figure(GoldenModel.MISSING_AS_ZERO, ALL_SIX)).isEqualTo(expected);
    assertThat(figure(GoldenModel.MISSING_LEFT_OUT, ALL_SIX)).isEqualTo(expected);
  }

  @Test
  void without_nps_they_give_67_8_when_it_counts_as_zero() {
    assertThat(figure(GoldenModel.MISSING_AS_ZERO, WITHOUT_NPS))
        .isEqualTo(
            new Figure("67.8 Moderate", 85, List.of("12.8", "15.0", "7.0", "18.0", "15.0", "0.0")));
  }

  @Test
  void without_nps_they_give_79_7_when_its_weight_goes_to_the_others() {
    assertThat(figure(GoldenModel.MISSING_LEFT_OUT, WITHOUT_NPS))
        .isEqualTo(
            new Figure("79.7 Healthy", 85, List.of("15.0", "17.7", "8.2", "21.2", "17.6", "0.0")));
  }

  @Test
  void the_points_table_gives_65_of_95_and_never_more_than_95() {
    String account = "75 % licences, QBR, sponsor, no champion, NPS 8, two tickets, 80 % adoption";

    assertThat(figure(GoldenModel.POINTS, account))
        .isEqualTo(
            new Figure(
                "65.0 Moderate",
                100,
                List.of("15.0", "15.0", "15.0", "0.0", "10.0", "0.0", "10.0")));
    assertThat(
            explained(GoldenModel.POINTS, account).getContributionsList().stream()
                .mapToInt(Contribution::getPossibleTenths)
                .sum())
        .isEqualTo(950);
    assertThat(figure(GoldenModel.POINTS, "the most that can be reached").score())
        .isEqualTo("95.0 Healthy");
  }

  @Test
  void an_event_of_weight_8_is_worth_4_after_a_week_2_after_two_and_1_after_three() {
    String account = "0 days after one event";

    assertThat(points(account, "2026-06-01")).isEqualTo(8);
    assertThat(points(account, "2026-06-08")).isEqualTo(4);
    assertThat(points(account, "2026-06-15")).isEqualTo(2);
    assertThat(points(account, "2026-06-22")).isEqualTo(1);
    List<ScorePoint> days = history(GoldenModel.DECAY, account, "2026-06-01");
    assertThat(List.of(0, 7, 14, 21))
        .extracting(day -> Scenario.text(days.get(day).getScore()))
        .containsExactly("100.0 Healthy", "50.0 Moderate", "25.0 At Risk", "12.5 Critical");
  }

  /** The decayed points themselves, before the model's curve makes a score of them. */
  private double points(String account, String day) {
    Instant evening = LocalDate.parse(day).atTime(23, 59, 59).toInstant(ZoneOffset.UTC);
    var then =
        ExplainScoreRequest.newBuilder()
            .setAccountId(account)
            .setScoreName(GoldenModel.DECAY.name())
            .setAsOfTime(Timestamp.newBuilder().setSeconds(evening.getEpochSecond()));
    return scoring().explainScore(then.build()).getContributions(0).getValue();
  }

  private Figure figure(GoldenModel model, String account) {
    var now = GetScoreRequest.newBuilder().setAccountId(account).setScoreName(model.name());
    ScoreValue score = scoring().getScore(now.build()).getScore().getScore();
    ExplainScoreResponse why = explained(model, account);
    List<Contribution> parts = why.getContributionsList();

    assertThat(why.getScore().getModel().getScorecard()).isEqualTo(model.name());
    assertThat(why.getScore().getScore()).isEqualTo(score);
    assertThat(parts.stream().mapToInt(Contribution::getTenths).sum()).isEqualTo(score.getTenths());
    assertThat(history(model, account, "2026-06-30"))
        .extracting(ScorePoint::getScore)
        .containsExactly(score);
    return new Figure(
        Scenario.text(score),
        score.getCoveragePercent(),
        parts.stream().map(part -> Tenths.text(part.getTenths())).toList());
  }

  private ExplainScoreResponse explained(GoldenModel model, String account) {
    var now = ExplainScoreRequest.newBuilder().setAccountId(account).setScoreName(model.name());
    return scoring().explainScore(now.build());
  }

  private List<ScorePoint> history(GoldenModel model, String account, String from) {
    return scoring()
        .getScoreHistory(
            GetScoreHistoryRequest.newBuilder()
                .setAccountId(account)
                .setScoreName(model.name())
                .setFromDate(Scenario.date(LocalDate.parse(from).toEpochDay()))
                .build())
        .getPointsList();
  }

  private ScoringServiceBlockingStub scoring() {
    return recorded.platform().calls(RecordedCases.FIGURES).scoring();
  }
}
