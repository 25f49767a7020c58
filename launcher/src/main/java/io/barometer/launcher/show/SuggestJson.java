package io.barometer.launcher.show;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barometer.proto.scoring.v1.SuggestChangesResponse;
import io.barometer.proto.scoring.v1.Suggestion;
import java.util.List;
import java.util.Locale;

/** What would help, for programs: the keys are a contract, documented in docs/command-line.md. */
public final class SuggestJson {
  private static final String PREFIX = "SUGGESTED_MEANS_";

  private SuggestJson() {}

  /** The score, the band to reach, and one object per suggestion. */
  public static ObjectNode of(SuggestChangesResponse answer) {
    ObjectNode json = JsonText.object();
    json.put("account", answer.getScore().getAccount().getAccountId());
    json.set("score", ScoreJson.of(answer.getScore()));
    json.put("band", answer.getBand());
    json.put("from", Points.decimal(answer.getFromTenths()));
    all(json, "alone", answer.getAloneList());
    all(json, "together", answer.getTogetherList());
    ArrayNode notes = json.putArray("notes");
    answer.getNotesList().forEach(notes::add);
    return json;
  }

  private static void all(ObjectNode json, String key, List<Suggestion> suggestions) {
    ArrayNode array = json.putArray(key);
    for (Suggestion one : suggestions) {
      ObjectNode part = array.addObject();
      part.put("metric", one.getMetric()).put("title", one.getTitle());
      JsonText.text(part, "unit", one.getUnit());
      part.put("before", one.hasBefore() ? (Double) one.getBefore() : null);
      part.put("after", one.getAfter());
      part.put("means", one.getMeans().name().substring(PREFIX.length()).toLowerCase(Locale.ROOT));
      part.put("steps", one.getSteps()).put("days", one.getDays());
      JsonText.score(part, one.getScore());
      part.put("reaches", one.getReaches()).put("cost", one.getCost());
      part.put("text", one.getText());
    }
  }
}
