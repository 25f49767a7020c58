package io.barometer.launcher.show;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barometer.proto.scoring.v1.OverrideScoreResponse;
import io.barometer.proto.scoring.v1.ScoreOverride;
import io.barometer.proto.scoring.v1.ScoreValue;
import io.barometer.proto.scoring.v1.WithdrawOverrideResponse;
import java.util.ArrayList;
import java.util.List;

/** What became of an override, for people and for programs. */
public final class OverrideText {
  private OverrideText() {}

  /** The override that stands now, with the computed score. */
  public static List<String> lines(Terminal terminal, String account, OverrideScoreResponse told) {
    ScoreOverride override = told.getOverride();
    String text =
        "%s is overridden to %s until %s by %s (%s): %s"
            .formatted(
                account,
                Points.text(override.getTenths()),
                Days.day(override.getLastDate()),
                override.getAuthor(),
                override.getRole(),
                override.getReason());
    return lines(terminal, text, told.getDuplicate(), told.getComputed());
  }

  /** What was withdrawn, and the score that counts again. */
  public static List<String> lines(
      Terminal terminal, String account, WithdrawOverrideResponse told) {
    String text =
        told.hasWithdrawn()
            ? "The override of %s to %s is withdrawn."
                .formatted(account, Points.text(told.getWithdrawn().getTenths()))
            : "No override of " + account + " held.";
    return lines(terminal, text, told.getDuplicate(), told.getComputed());
  }

  /** As an object. */
  public static ObjectNode json(String account, OverrideScoreResponse told) {
    ObjectNode json = JsonText.object().put("account", account);
    json.set("override", ScoreJson.override(told.getOverride()));
    computed(json, told.getComputed());
    return json.put("shard", told.getShard())
        .put("position", told.getPosition())
        .put("duplicate", told.getDuplicate());
  }

  /** As an object. */
  public static ObjectNode json(String account, WithdrawOverrideResponse told) {
    ObjectNode json = JsonText.object().put("account", account);
    json.set("withdrawn", told.hasWithdrawn() ? ScoreJson.override(told.getWithdrawn()) : null);
    computed(json, told.getComputed());
    return json.put("shard", told.getShard())
        .put("position", told.getPosition())
        .put("duplicate", told.getDuplicate());
  }

  private static void computed(ObjectNode json, ScoreValue computed) {
    JsonText.points(json, "computed_score", computed.hasTenths(), computed.getTenths());
    JsonText.text(json, "computed_band", computed.getBand());
  }

  private static List<String> lines(
      Terminal terminal, String text, boolean duplicate, ScoreValue computed) {
    String all = duplicate ? text + " (It had been recorded before.)" : text;
    List<String> lines = new ArrayList<>(Paragraph.lines(terminal, "", all));
    lines.add("Computed: " + ScoreText.withBand(terminal, computed));
    return lines;
  }
}
