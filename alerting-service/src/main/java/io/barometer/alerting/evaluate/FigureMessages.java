package io.barometer.alerting.evaluate;

import io.barometer.edge.ProtoDate;
import io.barometer.model.alert.Figures;
import io.barometer.proto.scoring.v1.AccountFacts;
import io.barometer.proto.scoring.v1.Figure;
import io.barometer.proto.scoring.v1.ScoreChanged;
import io.barometer.proto.scoring.v1.ScoreValue;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a score change tells besides the score, as the policy reads it. */
final class FigureMessages {
  private FigureMessages() {}

  static Figures of(ScoreChanged changed) {
    return new Figures(
        changed.getCurrent().getScore().getCoveragePercent(),
        numbers(changed.getMetricsList()),
        numbers(changed.getGroupsList()),
        facts(changed.getCurrent().getAccount()));
  }

  static Figures of(ScoreValue score) {
    return new Figures(score.getCoveragePercent(), Map.of(), Map.of(), Map.of());
  }

  private static Map<String, Double> numbers(List<Figure> figures) {
    Map<String, Double> numbers = new HashMap<>();
    figures.forEach(figure -> numbers.put(figure.getName(), figure.getValue()));
    return numbers;
  }

  /** The facts under the names that scorecards have for them. */
  private static Map<String, String> facts(AccountFacts account) {
    Map<String, String> facts = new HashMap<>();
    put(facts, "name", account.getName());
    put(facts, "owner", account.getOwner());
    put(facts, "plan", account.getPlan());
    put(facts, "industry", account.getIndustry());
    put(facts, "region", account.getRegion());
    put(facts, "parent", account.getParentAccountId());
    if (account.hasEmployees()) {
      facts.put("employees", Long.toString(account.getEmployees()));
    }
    if (account.hasArr()) {
      BigDecimal arr =
          BigDecimal.valueOf(account.getArr().getUnits())
              .add(BigDecimal.valueOf(account.getArr().getNanos(), 9));
      facts.put("arr", arr.signum() == 0 ? "0" : arr.stripTrailingZeros().toPlainString());
      facts.put("arr_currency", account.getArr().getCurrencyCode());
    }
    if (account.hasRenewalDate()) {
      facts.put("renewal_date", ProtoDate.day(account.getRenewalDate()).toString());
    }
    return facts;
  }

  private static void put(Map<String, String> facts, String name, String value) {
    if (!value.isEmpty()) {
      facts.put(name, value);
    }
  }
}
