package io.barometer.scoring.score;

import io.barometer.edge.ProtoTime;
import io.barometer.model.history.AccountHistory;
import io.barometer.model.history.Day;
import io.barometer.model.score.ChildrenHistory;
import io.barometer.model.score.Driver;
import io.barometer.model.score.Explanation;
import io.barometer.model.score.PopulationHistory;
import io.barometer.model.score.Score;
import io.barometer.model.score.ScoreLine;
import io.barometer.model.score.Scorer;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.ModelRef;
import io.barometer.signals.Facts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Makes the message that tells one score of an account with one model, for the projection and for
 * every read alike: the same history, day and scorecard give the same message.
 */
public final class AccountScores {
  private static final int DRIVER_DAYS = 30;
  private static final String ACTIVITY = "activity";

  private final Scorer scorer;
  private final ModelRef model;

  public AccountScores(Scorer scorer, ModelRef model) {
    this.scorer = scorer;
    this.model = model;
  }

  /** The same, knowing which signals any account of the tenant has ever had. */
  public AccountScores connectedTo(Set<String> signals) {
    return new AccountScores(scorer.connectedTo(signals), model);
  }

  /** The same, ranking accounts among those of each day. */
  public AccountScores among(PopulationHistory populations) {
    return new AccountScores(scorer.among(populations), model);
  }

  /** The same for an account with children. */
  public AccountScores over(ChildrenHistory children) {
    return new AccountScores(scorer.over(children), model);
  }

  /** Which score of an account it is. */
  public String name() {
    return scorer.card().score();
  }

  /** What scores with the model. */
  public Scorer scorer() {
    return scorer;
  }

  /** How scores name the model. */
  public ModelRef model() {
    return model;
  }

  /** The score of a day, without the moment, shard and position that only the caller knows. */
  public AccountScore.Builder of(
      String accountId, AccountHistory history, ScoreLine line, long day) {
    return of(accountId, history, line, scorer.explain(history, day, day - DRIVER_DAYS), day);
  }

  /** The same from an explanation that is there already, whatever it compares with. */
  public AccountScore.Builder of(
      String accountId, AccountHistory history, ScoreLine line, Explanation explanation, long day) {
    Score score = explanation.score();
    var message =
        AccountScore.newBuilder()
            .setAccount(Facts.asOf(accountId, history, day))
            .setScoreName(name())
            .setScore(Protos.value(score))
            .setModel(model)
            .setAssessment(Assessments.message(explanation.assessment()));
    message.addAllTrends(trends(history, line, day));
    for (Driver driver : explanation.drivers()) {
      message.addDrivers(
          io.barometer.proto.scoring.v1.Driver.newBuilder()
              .setMetric(driver.metric())
              .setText(driver.text())
              .setChangeTenths(driver.changeTenths()));
    }
    lastActivity(history, day)
        .ifPresent(last -> message.setLastActivityTime(ProtoTime.timestamp(last)));
    return message;
  }

  /** The changes of a day over 7, 30, 90 and 365 days, as messages. */
  public static List<io.barometer.proto.scoring.v1.Trend> trends(
      AccountHistory history, ScoreLine line, long day) {
    return line.trends(history, day).stream().map(Protos::trend).toList();
  }

  /** The moment of the last activity; for a day in the past only its day is kept. */
  private static Optional<Instant> lastActivity(AccountHistory history, long day) {
    Optional<Instant> last = history.lastOccurredAt(ACTIVITY);
    if (last.isEmpty() || Day.of(last.get()) <= day) {
      return last;
    }
    OptionalLong earlier = history.signal(ACTIVITY).lastDayUpTo(day);
    return earlier.isEmpty()
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond(earlier.getAsLong() * 86_400));
  }
}
