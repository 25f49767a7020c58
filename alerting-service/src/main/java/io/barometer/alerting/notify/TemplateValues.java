package io.barometer.alerting.notify;

import io.barometer.model.name.SafeText;
import io.barometer.proto.scoring.v1.AccountFacts;
import io.barometer.proto.scoring.v1.ScoreValue;
import io.barometer.proto.scoring.v1.Trend;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a template can name. What is not known is the empty text; every text is safe on one line.
 */
final class TemplateValues {
  private static final int LENGTH = 300;
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("d MMM uuuu HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** All names, in the order of the alphabet. */
  static final List<String> NAMES =
      List.of(
          "account",
          "account_id",
          "arr",
          "band",
          "change_30d",
          "change_7d",
          "currency",
          "firing",
          "headline",
          "industry",
          "over",
          "owner",
          "plan",
          "playbook",
          "reason",
          "region",
          "renewal_date",
          "rule",
          "score",
          "segment",
          "severity",
          "stage",
          "time",
          "title");

  private final Map<String, String> values = new HashMap<>();

  private TemplateValues() {
    NAMES.forEach(name -> values.put(name, ""));
  }

  /** The values of news; of a group of several alerts those that its alerts have together. */
  static Map<String, String> of(News news, Wording words) {
    TemplateValues values = new TemplateValues();
    values.put("headline", words.headline());
    values.put("reason", words.reason());
    values.put("account", words.account());
    values.put(
        "severity",
        words.severity().name().substring("ALERT_SEVERITY_".length()).toLowerCase(Locale.ROOT));
    values.put("time", time(news.time()));
    switch (news) {
      case AlertNews alert -> {
        values.put("firing", alert.about() == About.FIRED ? "1" : "");
        values.put("over", alert.about() == About.FIRED ? "" : "1");
        values.alert(alert);
      }
      case GroupNews group -> {
        values.put("firing", group.firing() == 0 ? "" : Integer.toString(group.firing()));
        values.put("over", group.over() == 0 ? "" : Integer.toString(group.over()));
        if (group.alerts().size() == 1) {
          values.alert(group.alerts().getFirst());
        }
      }
      case DigestNews _, PlaybookNews _ -> {}
    }
    return values.values;
  }

  private void alert(AlertNews alert) {
    put("title", alert.title());
    put("rule", alert.rule());
    put("playbook", alert.playbook());
    account(alert.score().getAccount());
    ScoreValue score = alert.score().getScore();
    put("score", score.hasTenths() ? points(score.getTenths()) : "");
    put("band", score.getBand());
    put("segment", alert.score().getAssessment().getSegment().getName());
    put("stage", alert.score().getAssessment().getStage().getName());
    for (Trend trend : alert.score().getTrendsList()) {
      if (trend.hasChangeTenths() && values.containsKey("change_" + trend.getDays() + "d")) {
        put("change_" + trend.getDays() + "d", points(trend.getChangeTenths()));
      }
    }
  }

  private void account(AccountFacts facts) {
    put("account_id", facts.getAccountId());
    put("owner", facts.getOwner());
    put("plan", facts.getPlan());
    put("industry", facts.getIndustry());
    put("region", facts.getRegion());
    if (facts.hasArr()) {
      put("arr", "%,d".formatted(facts.getArr().getUnits()));
      put("currency", facts.getArr().getCurrencyCode());
    }
    if (facts.hasRenewalDate()) {
      var date = facts.getRenewalDate();
      put(
          "renewal_date",
          "%04d-%02d-%02d".formatted(date.getYear(), date.getMonth(), date.getDay()));
    }
  }

  private void put(String name, String text) {
    values.put(name, SafeText.line(text, LENGTH));
  }

  private static String points(int tenths) {
    return (tenths < 0 ? "-" : "") + Math.abs(tenths) / 10 + "." + Math.abs(tenths) % 10;
  }

  private static String time(Instant time) {
    return MINUTE.format(time);
  }
}
