package io.barometer.launcher.show;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barometer.proto.scoring.v1.ChangeCause;
import io.barometer.proto.scoring.v1.ExplainChangeResponse;
import io.barometer.proto.scoring.v1.LedgerEntry;
import io.barometer.proto.scoring.v1.ScoreValue;

/** Ledgers for programs: the keys are a contract, documented in docs/command-line.md. */
public final class LedgerJson {
  private LedgerJson() {}

  /** Why a score changed: both scores, and one object per part. */
  public static ObjectNode of(ExplainChangeResponse change) {
    ObjectNode json = JsonText.object();
    json.put("account", change.getTo().getAccount().getAccountId());
    json.set("from", ScoreJson.of(change.getFrom()));
    json.set("to", ScoreJson.of(change.getTo()));
    JsonText.points(json, "change", change.hasChangeTenths(), change.getChangeTenths());
    published(json, "published_from", change.hasPublishedFrom(), change.getPublishedFrom());
    published(json, "published_to", change.hasPublishedTo(), change.getPublishedTo());
    ArrayNode entries = json.putArray("entries");
    change.getEntriesList().forEach(entry -> entries.add(entry(entry)));
    return json;
  }

  private static void published(ObjectNode json, String key, boolean told, ScoreValue score) {
    JsonText.points(json, key, told && score.hasTenths(), score.getTenths());
  }

  static ObjectNode entry(LedgerEntry entry) {
    ObjectNode json = JsonText.object();
    ArrayNode causes = json.putArray("causes");
    entry.getCausesList().forEach(cause -> causes.add(word(cause)));
    JsonText.text(json, "dimension", entry.getDimension());
    JsonText.text(json, "part", entry.getPart());
    JsonText.text(json, "title", entry.getTitle());
    JsonText.text(json, "unit", entry.getUnit());
    json.put("before", entry.hasBefore() ? (Double) entry.getBefore() : null);
    json.put("after", entry.hasAfter() ? (Double) entry.getAfter() : null);
    json.put("change", Points.decimal(entry.getChangeTenths()));
    json.put("events", entry.getEvents());
    ArrayNode ids = json.putArray("event_ids");
    entry.getEventIdsList().forEach(ids::add);
    json.put("text", entry.getText());
    return json;
  }

  private static String word(ChangeCause cause) {
    return switch (cause) {
      case CHANGE_CAUSE_RETRACTED -> "retracted";
      case CHANGE_CAUSE_LEARNED -> "learned";
      case CHANGE_CAUSE_TIME -> "time";
      case CHANGE_CAUSE_EVENTS -> "events";
      case CHANGE_CAUSE_COVERAGE -> "coverage";
      case CHANGE_CAUSE_POPULATION -> "population";
      case CHANGE_CAUSE_MODEL -> "model";
      case CHANGE_CAUSE_OVERRIDE -> "override";
      case CHANGE_CAUSE_LEFT_OUT -> "left_out";
      case CHANGE_CAUSE_UNSPECIFIED, UNRECOGNIZED -> "unknown";
    };
  }
}
