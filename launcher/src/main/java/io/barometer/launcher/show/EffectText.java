package io.barometer.launcher.show;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barometer.launcher.show.Table.Align;
import io.barometer.model.name.SafeText;
import io.barometer.proto.alerting.v1.EffectAfter;
import io.barometer.proto.alerting.v1.PlaybookEffectResponse;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a playbook did to scores. */
public final class EffectText {
  private EffectText() {}

  /** For people. */
  public static List<String> of(Terminal terminal, PlaybookEffectResponse told) {
    List<String> lines = new ArrayList<>();
    lines.add(
        SafeText.line(
            "%s, score %s: %d runs completed, %d skipped, %d not reported"
                .formatted(
                    told.getPlaybook(),
                    told.getScoreName(),
                    told.getCompleted(),
                    told.getSkipped(),
                    told.getUnreported()),
            400));
    Table table =
        new Table()
            .column("After", Align.LEFT)
            .column("Pairs", Align.RIGHT)
            .column("With it", Align.RIGHT)
            .column("Without", Align.RIGHT)
            .column("Difference", Align.RIGHT)
            .column("95 %", Align.LEFT)
            .column("Nobody alike", Align.RIGHT)
            .column("Not yet", Align.RIGHT);
    for (EffectAfter after : told.getEffectsList()) {
      table.row().cell(after.getDays() + " days").cell(Integer.toString(after.getPairs()));
      figures(table, after);
      table.cell(Integer.toString(after.getUnmatched())).cell(Integer.toString(after.getOpen()));
    }
    lines.addAll(table.lines(terminal));
    if (!told.getSentence().isEmpty()) {
      lines.add("");
      lines.addAll(Paragraph.lines(terminal, "", told.getSentence()));
    }
    return lines;
  }

  private static void figures(Table table, EffectAfter after) {
    if (after.getTooFew()) {
      table.cell("–").cell("–").cell("–").cell("too few");
    } else {
      table
          .cell(points(after.getTreatedChange()))
          .cell(points(after.getUntreatedChange()))
          .cell(points(after.getDifference()))
          .cell(points(after.getLow()) + " to " + points(after.getHigh()));
    }
  }

  private static String points(double points) {
    return String.format(Locale.ROOT, "%+.1f", points);
  }

  /** For programs: figures in points with two decimals. */
  public static ObjectNode json(PlaybookEffectResponse told) {
    ObjectNode json =
        JsonText.object()
            .put("playbook", told.getPlaybook())
            .put("score_name", told.getScoreName())
            .put("completed", told.getCompleted())
            .put("skipped", told.getSkipped())
            .put("unreported", told.getUnreported());
    ArrayNode effects = json.putArray("effects");
    for (EffectAfter after : told.getEffectsList()) {
      ObjectNode one =
          effects
              .addObject()
              .put("days", after.getDays())
              .put("pairs", after.getPairs())
              .put("unmatched", after.getUnmatched())
              .put("open", after.getOpen())
              .put("too_few", after.getTooFew());
      figure(one, "treated_change", after.hasTreatedChange(), after.getTreatedChange());
      figure(one, "untreated_change", after.hasUntreatedChange(), after.getUntreatedChange());
      figure(one, "difference", after.hasDifference(), after.getDifference());
      figure(one, "low", after.hasLow(), after.getLow());
      figure(one, "high", after.hasHigh(), after.getHigh());
    }
    JsonText.text(json, "sentence", told.getSentence());
    return json;
  }

  private static void figure(ObjectNode json, String key, boolean known, double points) {
    if (known) {
      json.put(key, BigDecimal.valueOf(points).setScale(2, RoundingMode.HALF_EVEN));
    } else {
      json.putNull(key);
    }
  }
}
