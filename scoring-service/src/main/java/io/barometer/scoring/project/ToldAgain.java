package io.barometer.scoring.project;

import io.barometer.edge.ProtoTime;
import io.barometer.model.history.AccountHistory;
import io.barometer.model.history.Day;
import io.barometer.model.measure.DerivedSignals;
import io.barometer.model.score.ScoreLine;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.ScoreValue;
import io.barometer.proto.scoring.v1.Trend;
import io.barometer.scoring.project.Amended.Placed;
import io.barometer.scoring.score.AccountScores;
import io.barometer.scoring.score.Protos;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An account's scores told again, one after the other, from a history that grows with them. */
final class ToldAgain {
  private final List<Placed> events;
  private final DerivedSignals derived;
  private final AccountHistory history = new AccountHistory();
  private final Map<AccountScores, ScoreLine> lines = new HashMap<>();
  private int added;

  /** What is told of a score besides who the account is. */
  record Figures(ScoreValue score, List<Trend> trends, List<Integer> weekly) {}

  ToldAgain(List<Placed> events, DerivedSignals derived) {
    this.events = events;
    this.derived = derived;
  }

  /** What would be told where a score was published; asked in the order of the score log. */
  Figures at(AccountScore published, AccountScores with) {
    grow(published.getPosition());
    ScoreLine line = lines.computeIfAbsent(with, model -> new ScoreLine(model.scorer()));
    long day = Day.of(ProtoTime.instant(published.getAsOfTime()));
    return new Figures(
        Protos.value(line.score(history, day)),
        AccountScores.trends(history, line, day),
        Arrays.stream(line.weekly(history, day)).boxed().toList());
  }

  private void grow(long position) {
    while (added < events.size() && events.get(added).position() <= position) {
      var event = events.get(added).event();
      event.addTo(history, derived);
      lines.values().forEach(line -> line.invalidateFrom(Day.of(event.occurredAt())));
      added++;
    }
  }
}
