package io.barometer.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.barometer.proto.scoring.v1.AccountFacts;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.ScoreValue;
import io.barometer.proto.scoring.v1.Trend;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoryTest {
  private static final long NOW = 1_514_678_643;
  private static final long DAY = 86_400;

  @Test
  void the_biggest_faller_that_is_not_silent_is_chosen() {
    assertThat(
            Story.choose(
                List.of(
                    score("silent", -500, 60),
                    score("b", -300, 2),
                    score("a", -300, 3),
                    score("small", -60, 0))))
        .map(score -> score.getAccount().getAccountId())
        .contains("a");
  }

  @Test
  void when_all_are_silent_the_biggest_faller_is_chosen() {
    assertThat(Story.choose(List.of(score("a", -100, 40), score("b", -200, 50))))
        .map(score -> score.getAccount().getAccountId())
        .contains("b");
  }

  @Test
  void an_unknown_score_is_no_story() {
    assertThat(
            Story.choose(
                List.of(
                    score("a", -100, 1).toBuilder()
                        .setScore(ScoreValue.newBuilder().setBand("Unknown"))
                        .build())))
        .isEmpty();
  }

  private static AccountScore score(String account, int change, int silentDays) {
    return AccountScore.newBuilder()
        .setAccount(AccountFacts.newBuilder().setAccountId(account))
        .setScore(ScoreValue.newBuilder().setTenths(300))
        .addTrends(Trend.newBuilder().setDays(30).setChangeTenths(change))
        .setAsOfTime(Timestamp.newBuilder().setSeconds(NOW))
        .setLastActivityTime(Timestamp.newBuilder().setSeconds(NOW - silentDays * DAY))
        .build();
  }
}
