package io.barometer.launcher.show;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barometer.proto.scoring.v1.AccountFacts;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.Assessment;
import io.barometer.proto.scoring.v1.BandSummary;
import io.barometer.proto.scoring.v1.ChildPart;
import io.barometer.proto.scoring.v1.Choice;
import io.barometer.proto.scoring.v1.Contribution;
import io.barometer.proto.scoring.v1.Driver;
import io.barometer.proto.scoring.v1.ExplainScoreResponse;
import io.barometer.proto.scoring.v1.GetScoreHistoryResponse;
import io.barometer.proto.scoring.v1.ModelPeriod;
import io.barometer.proto.scoring.v1.RolledUp;
import io.barometer.proto.scoring.v1.ScoreOverride;
import io.barometer.proto.scoring.v1.ScorePoint;
import io.barometer.proto.scoring.v1.ScoreValue;
import io.barometer.proto.scoring.v1.Trend;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scores for programs: the keys are a contract, documented in docs/command-line.md. */
public final class ScoreJson {
  private static final int[] TREND_DAYS = {7, 30, 90, 365};

  private ScoreJson() {}

  /** One account's score. */
  public static ObjectNode of(AccountScore score) {
    AccountFacts account = score.getAccount();
    ObjectNode json = JsonText.object();
    json.put("account", account.getAccountId());
    json.put("name", account.getName().isEmpty() ? account.getAccountId() : account.getName());
    JsonText.score(json, score.getScore());
    trends(json, score);
    facts(json, account);
    JsonText.model(json, score.getModel());
    json.put("as_of", Days.iso(score.getAsOfTime()));
    JsonText.text(
        json,
        "last_activity",
        score.hasLastActivityTime() ? Days.iso(score.getLastActivityTime()) : "");
    json.put("shard", score.getShard());
    json.put("position", score.getPosition());
    ArrayNode drivers = json.putArray("drivers");
    for (Driver driver : score.getDriversList()) {
      drivers
          .addObject()
          .put("metric", driver.getMetric())
          .put("change", Points.decimal(driver.getChangeTenths()))
          .put("text", driver.getText());
    }
    assessment(json, score.getAssessment());
    if (score.hasBeside()) {
      ObjectNode beside = json.putObject("beside");
      JsonText.model(beside, score.getBeside().getModel());
      JsonText.score(beside, score.getBeside().getScore());
    } else {
      json.putNull("beside");
    }
    return json;
  }

  /** Why one account's score is what it is: the score's keys, and one object per input. */
  public static ObjectNode of(ExplainScoreResponse explanation) {
    ObjectNode json = of(explanation.getScore());
    json.put("compared_date", Days.day(explanation.getComparedDate()).toString());
    JsonText.points(
        json,
        "compared_score",
        explanation.getCompared().hasTenths(),
        explanation.getCompared().getTenths());
    ArrayNode contributions = json.putArray("contributions");
    explanation.getContributionsList().forEach(input -> contributions.add(contribution(input)));
    ArrayNode releases = json.putArray("releases");
    explanation
        .getReleasesList()
        .forEach(
            one ->
                releases
                    .addObject()
                    .put("product", one.getProduct())
                    .put("version", one.getVersion())
                    .put("date", Days.day(one.getDate()).toString()));
    json.set("rolled_up", explanation.hasRolledUp() ? rolledUp(explanation.getRolledUp()) : null);
    return json;
  }

  private static ObjectNode rolledUp(RolledUp rolledUp) {
    ObjectNode json = JsonText.object();
    JsonText.score(json, rolledUp.getScore());
    ArrayNode children = json.putArray("children");
    for (ChildPart child : rolledUp.getChildrenList()) {
      ObjectNode part = children.addObject().put("account", child.getAccountId());
      JsonText.score(part, child.getScore());
      part.put("points", Points.decimal(child.getTenths()));
    }
    return json;
  }

  /** The days of a history, each with the model that was in effect at its end. */
  public static List<ObjectNode> days(String account, GetScoreHistoryResponse history) {
    return history.getPointsList().stream()
        .map(point -> day(account, point, history.getModelsInEffectList()))
        .toList();
  }

  private static ObjectNode day(String account, ScorePoint point, List<ModelPeriod> models) {
    LocalDate date = Days.day(point.getDate());
    ObjectNode json = JsonText.object();
    json.put("account", account);
    json.put("date", date.toString());
    JsonText.score(json, point.getScore());
    ObjectNode inEffect = null;
    for (ModelPeriod model : models) {
      if (!model.hasFromTime() || !Days.day(model.getFromTime()).isAfter(date)) {
        inEffect = JsonText.object();
        JsonText.model(inEffect, model.getModel());
      }
    }
    json.set("in_effect", inEffect);
    return json;
  }

  /** A band of the portfolio. */
  public static ObjectNode of(BandSummary band) {
    ObjectNode json = JsonText.object();
    json.put("band", band.getBand());
    JsonText.points(json, "from", band.hasFromTenths(), band.getFromTenths());
    json.put("accounts", band.getAccounts());
    ArrayNode arr = json.putArray("arr");
    band.getArrList().forEach(money -> arr.add(JsonText.money(money)));
    return json;
  }

  private static void assessment(ObjectNode json, Assessment assessment) {
    ScoreValue computed = assessment.getComputed();
    JsonText.points(json, "computed_score", computed.hasTenths(), computed.getTenths());
    JsonText.text(json, "computed_band", computed.getBand());
    json.put("freshness_percent", assessment.getFreshnessPercent());
    JsonText.text(json, "unknown_because", assessment.getUnknownBecause());
    ArrayNode labels = json.putArray("labels");
    assessment.getLabelsList().forEach(labels::add);
    json.set("segment", choice(assessment.getSegment()));
    json.set("stage", choice(assessment.getStage()));
    json.set("bands", choice(assessment.getBands()));
    json.set("variant", choice(assessment.getVariant()));
    json.set("override", assessment.hasOverride() ? override(assessment.getOverride()) : null);
  }

  private static @Nullable ObjectNode choice(Choice choice) {
    return choice.getName().isEmpty()
        ? null
        : JsonText.object().put("name", choice.getName()).put("because", choice.getBecause());
  }

  static ObjectNode override(ScoreOverride override) {
    return JsonText.object()
        .put("score", Points.decimal(override.getTenths()))
        .put("until", Days.day(override.getLastDate()).toString())
        .put("role", override.getRole())
        .put("author", override.getAuthor())
        .put("reason", override.getReason());
  }

  private static void trends(ObjectNode json, AccountScore score) {
    for (int days : TREND_DAYS) {
      Trend trend = Trends.over(score, days).orElse(Trend.getDefaultInstance());
      JsonText.points(
          json, "change_" + days + "d", trend.hasChangeTenths(), trend.getChangeTenths());
    }
    Trend month = Trends.over(score, 30).orElse(Trend.getDefaultInstance());
    JsonText.text(
        json, "direction_30d", month.hasChangeTenths() ? Trends.word(month.getDirection()) : "");
  }

  private static void facts(ObjectNode json, AccountFacts account) {
    JsonText.text(json, "owner", account.getOwner());
    JsonText.text(json, "plan", account.getPlan());
    JsonText.text(json, "industry", account.getIndustry());
    JsonText.text(json, "region", account.getRegion());
    JsonText.text(json, "parent", account.getParentAccountId());
    if (account.hasEmployees()) {
      json.put("employees", account.getEmployees());
    } else {
      json.putNull("employees");
    }
    json.set("arr", account.hasArr() ? JsonText.money(account.getArr()) : null);
    JsonText.text(
        json,
        "renewal_date",
        account.hasRenewalDate() ? Days.day(account.getRenewalDate()).toString() : "");
  }

  static ObjectNode contribution(Contribution input) {
    ObjectNode json = JsonText.object();
    json.put("dimension", input.getDimension());
    json.put("metric", input.getMetric());
    json.put("title", input.getTitle());
    json.put("value", input.hasValue() ? (Double) input.getValue() : null);
    json.put("compared_value", input.hasComparedValue() ? (Double) input.getComparedValue() : null);
    JsonText.text(json, "unit", input.getUnit());
    json.put("normalised", input.hasNormalised() ? (Double) input.getNormalised() : null);
    json.put("weight_percent", input.getWeightPercent());
    json.put("effective_weight_percent", input.getEffectiveWeightPercent());
    json.put("points", Points.decimal(input.getTenths()));
    json.put("possible_points", Points.decimal(input.getPossibleTenths()));
    json.put("change", Points.decimal(input.getChangeTenths()));
    JsonText.text(json, "missing", input.getMissing());
    json.put("text", input.getText());
    return json;
  }
}
