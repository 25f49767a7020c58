package io.barometer.scoring.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTextTest {
  @Test
  void a_filter_is_conditions_joined_by_and() throws QueryTextException {
    assertThat(
            FilterParser.parse("band = \"At Risk\" AND change_30d <= -15 and owner != \"k\\\"im\""))
        .containsExactly(
            new Condition(ScoreField.BAND, Comparison.EQUAL, "At Risk"),
            new Condition(ScoreField.CHANGE_30D, Comparison.LESS_OR_EQUAL, new BigDecimal("-150")),
            new Condition(ScoreField.OWNER, Comparison.NOT_EQUAL, "k\"im"));
  }

  @Test
  void an_empty_filter_holds_for_every_account() throws QueryTextException {
    assertThat(FilterParser.parse("  ")).isEmpty();
  }

  @Test
  void points_are_compared_as_tenths_and_percent_as_they_are() throws QueryTextException {
    assertThat(FilterParser.parse("score<50.5 AND coverage>=80"))
        .containsExactly(
            new Condition(ScoreField.SCORE, Comparison.LESS, new BigDecimal("505")),
            new Condition(ScoreField.COVERAGE, Comparison.GREATER_OR_EQUAL, new BigDecimal("80")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          scor < 50             | 1  | did you mean score?
          score 50              | 7  | expected one of
          score <               | 8  | not the end
          score < "x"           | 9  | takes a number
          score < 1e999         | 9  | takes a number
          score < 1 OR score>2  | 11 | expected AND
          band = Critical       | 8  | double quotes
          band < "Critical"     | 6  | only = and !=
          owner = "kim          | 9  | never ends
          score < 1 AND         | 14 | expected a field
          arr > 5               | 1  | expected a field
          ;drop table           | 1  | unexpected
          """)
  void a_bad_filter_is_refused_at_its_position(String filter, int position, String message) {
    assertThatThrownBy(() -> FilterParser.parse(filter))
        .isInstanceOfSatisfying(
            QueryTextException.class,
            wrong -> {
              assertThat(wrong.position()).isEqualTo(position);
              assertThat(wrong).hasMessageContaining(message);
            });
  }

  @Test
  void an_order_ends_with_the_account_so_that_it_has_no_ties() throws QueryTextException {
    assertThat(OrderParser.parse("attention, score desc"))
        .containsExactly(
            new OrderKey(ScoreField.ATTENTION, false),
            new OrderKey(ScoreField.SCORE, true),
            new OrderKey(ScoreField.ACCOUNT, false));
    assertThat(OrderParser.parse("")).isEqualTo(List.of(new OrderKey(ScoreField.ACCOUNT, false)));
    assertThat(OrderParser.parse("account desc, score"))
        .isEqualTo(List.of(new OrderKey(ScoreField.ACCOUNT, true)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          scroe          | 1  | did you mean score?
          score,         | 7  | expected a field
          score down     | 7  | expected desc, a comma or the end
          score, score   | 8  | named twice
          band           | 1  | expected a field
          """)
  void a_bad_order_is_refused_at_its_position(String order, int position, String message) {
    assertThatThrownBy(() -> OrderParser.parse(order))
        .isInstanceOfSatisfying(
            QueryTextException.class,
            wrong -> {
              assertThat(wrong.position()).isEqualTo(position);
              assertThat(wrong).hasMessageContaining(message);
            });
  }
}
