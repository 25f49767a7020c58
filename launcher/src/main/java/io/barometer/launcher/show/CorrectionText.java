package io.barometer.launcher.show;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barometer.launcher.show.Table.Align;
import io.barometer.model.name.SafeText;
import io.barometer.proto.alerting.v1.Alert;
import io.barometer.proto.scoring.v1.Correction;
import io.barometer.proto.scoring.v1.Retraction;
import io.barometer.proto.scoring.v1.ScoreValue;
import io.barometer.proto.scoring.v1.WithdrawnScore;
import java.util.ArrayList;
import java.util.List;

/** What retractions and corrections touched, for people and for programs. */
public final class CorrectionText {
  private static final int SHOWN = 10;

  private CorrectionText() {}

  /** A paragraph for each correction. */
  public static List<String> lines(
      Terminal terminal, List<Correction> corrections, List<Alert> alerts) {
    List<String> lines = new ArrayList<>();
    for (Correction correction : corrections) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      lines.addAll(lines(terminal, correction, of(correction, alerts)));
    }
    return lines;
  }

  private static List<String> lines(Terminal terminal, Correction correction, List<Alert> alerts) {
    Retraction retraction = correction.getWithdrawal().getRetraction();
    List<String> lines = new ArrayList<>();
    lines.add(
        terminal.paint(
            Colour.BOLD,
            "%s  %s %s by %s: %s"
                .formatted(
                    Days.minute(retraction.getRecordedTime()),
                    retraction.getRetractedEventId(),
                    retraction.getReplaced() ? "corrected" : "retracted",
                    SafeText.line(retraction.getAuthor()),
                    SafeText.line(retraction.getReason()))));
    lines.add(
        "  Score %s → %s"
            .formatted(
                correction.hasBefore() ? ScoreText.withBand(terminal, correction.getBefore()) : "–",
                ScoreText.withBand(terminal, correction.getAfter())));
    lines.addAll(scores(terminal, correction));
    for (Alert alert : alerts) {
      lines.addAll(
          Paragraph.lines(
              terminal,
              "  ",
              "Alert %s of %s, %s: %s"
                  .formatted(
                      alert.getRule(),
                      Days.minute(alert.getFiredTime()),
                      AlertText.state(alert),
                      alert.getCorrection().getText())));
    }
    return lines;
  }

  private static List<String> scores(Terminal terminal, Correction correction) {
    int count = correction.getWithdrawal().getCount();
    if (count == 0) {
      return List.of("  No published score was made of it.");
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        count == 1
            ? "  One published score is withdrawn:"
            : "  %d published scores are withdrawn%s"
                .formatted(count, count > SHOWN ? ", the newest " + SHOWN + ":" : ":"));
    Table table =
        new Table()
            .column("  Published", Align.LEFT)
            .column("Said", Align.LEFT)
            .column("Corrected", Align.LEFT);
    correction.getWithdrawal().getScoresList().stream()
        .limit(SHOWN)
        .forEach(
            score ->
                table
                    .row()
                    .cell("  " + Days.minute(score.getTime()))
                    .cell(ScoreText.value(score.getPublished()))
                    .cell(ScoreText.value(score.getCorrected())));
    lines.addAll(table.lines(terminal));
    return lines;
  }

  /** One correction as an object: the keys are a contract, documented in docs/command-line.md. */
  public static ObjectNode json(String account, Correction correction, List<Alert> alerts) {
    Retraction retraction = correction.getWithdrawal().getRetraction();
    ObjectNode json =
        JsonText.object()
            .put("account", account)
            .put("retraction", retraction.getEventId())
            .put("retracted_event", retraction.getRetractedEventId())
            .put("recorded", Days.iso(retraction.getRecordedTime()))
            .put("replaced", retraction.getReplaced())
            .put("author", retraction.getAuthor())
            .put("reason", retraction.getReason());
    points(json, "score_before", correction.getBefore());
    points(json, "score_after", correction.getAfter());
    json.put("withdrawn", correction.getWithdrawal().getCount());
    ArrayNode scores = json.putArray("scores");
    correction.getWithdrawal().getScoresList().forEach(score -> scores.add(score(score)));
    ArrayNode touched = json.putArray("alerts");
    of(correction, alerts).forEach(alert -> touched.add(AlertJson.of(alert)));
    return json;
  }

  private static ObjectNode score(WithdrawnScore score) {
    ObjectNode json = JsonText.object().put("time", Days.iso(score.getTime()));
    points(json, "published", score.getPublished());
    points(json, "corrected", score.getCorrected());
    return json;
  }

  private static void points(ObjectNode json, String key, ScoreValue score) {
    JsonText.points(json, key, score.hasTenths(), score.getTenths());
  }

  private static List<Alert> of(Correction correction, List<Alert> alerts) {
    String id = correction.getWithdrawal().getRetraction().getEventId();
    return alerts.stream()
        .filter(alert -> alert.getCorrection().getRetraction().getEventId().equals(id))
        .toList();
  }
}
