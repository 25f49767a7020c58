package io.barometer.alerting.route;

import com.google.type.Money;
import io.barometer.model.alert.AlertRule;
import io.barometer.proto.scoring.v1.AccountFacts;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.routing.match.Label;
import io.barometer.routing.match.Labels;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** What routes, silences and inhibitions can ask about an alert: as it was when it fired. */
public final class AlertLabels {
  private AlertLabels() {}

  /** The labels of an alert that fires. */
  public static Labels of(UUID alertId, String cause, AlertRule rule, AccountScore score) {
    Map<Label, String> labels = new EnumMap<>(Label.class);
    labels.put(Label.ALERT, alertId.toString());
    labels.put(Label.INCIDENT, cause);
    labels.put(Label.RULE, rule.name());
    labels.put(Label.SEVERITY, rule.severity().name().toLowerCase(Locale.ROOT));
    labels.put(Label.PLAYBOOK, rule.playbook());
    labels.putAll(ofAccount(score).values());
    return new Labels(labels);
  }

  /** Those of an account alone. */
  public static Labels ofAccount(AccountScore score) {
    Map<Label, String> labels = new EnumMap<>(Label.class);
    account(score.getAccount(), labels);
    labels.put(Label.SCORE_NAME, score.getScoreName());
    labels.put(Label.BAND, score.getScore().getBand());
    labels.put(Label.SEGMENT, score.getAssessment().getSegment().getName());
    labels.put(Label.STAGE, score.getAssessment().getStage().getName());
    if (score.getScore().hasTenths()) {
      labels.put(Label.SCORE, BigDecimal.valueOf(score.getScore().getTenths(), 1).toPlainString());
    }
    return new Labels(labels);
  }

  private static void account(AccountFacts facts, Map<Label, String> labels) {
    labels.put(Label.ACCOUNT, facts.getAccountId());
    labels.put(Label.OWNER, facts.getOwner());
    labels.put(Label.PLAN, facts.getPlan());
    labels.put(Label.INDUSTRY, facts.getIndustry());
    labels.put(Label.REGION, facts.getRegion());
    if (facts.hasEmployees()) {
      labels.put(Label.EMPLOYEES, Long.toString(facts.getEmployees()));
    }
    if (facts.hasArr()) {
      Money arr = facts.getArr();
      BigDecimal amount =
          BigDecimal.valueOf(arr.getUnits()).add(BigDecimal.valueOf(arr.getNanos(), 9));
      labels.put(Label.ARR, amount.stripTrailingZeros().toPlainString());
      labels.put(Label.CURRENCY, arr.getCurrencyCode());
    }
  }
}
