package io.barometer.launcher.show;

import io.barometer.launcher.show.Table.Align;
import io.barometer.model.name.SafeText;
import io.barometer.proto.scoring.v1.SuggestChangesResponse;
import io.barometer.proto.scoring.v1.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What would help, for people. */
public final class SuggestText {
  private SuggestText() {}

  /** What reaches the band alone, what comes nearest, and several together. */
  public static List<String> lines(Terminal terminal, SuggestChangesResponse answer) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s  %s on %s  →  %s from %s on"
            .formatted(
                terminal.paint(
                    Colour.BOLD, SafeText.line(ScoreText.account(answer.getScore().getAccount()))),
                ScoreText.withBand(terminal, answer.getScore().getScore()),
                Days.day(answer.getScore().getAsOfTime()),
                terminal.paint(Colour.ofBand(answer.getBand()), SafeText.line(answer.getBand())),
                Points.text(answer.getFromTenths())));
    if (answer.getAloneCount() > 0) {
      lines.addAll(table("One metric alone", answer.getAloneList()).lines(terminal));
    }
    if (answer.getTogetherCount() > 0) {
      lines.add("");
      lines.addAll(table("Together, in this order", answer.getTogetherList()).lines(terminal));
    }
    for (String note : answer.getNotesList()) {
      lines.addAll(Paragraph.lines(terminal, "  ", note));
    }
    return lines;
  }

  private static Table table(String title, List<Suggestion> suggestions) {
    Table table =
        new Table()
            .column(title, Align.FLEXIBLE)
            .column("Value", Align.LEFT)
            .column("Score", Align.RIGHT)
            .column("", Align.LEFT)
            .column("Cost", Align.RIGHT)
            .column("Days", Align.RIGHT);
    for (Suggestion one : suggestions) {
      Colour band = Colour.ofBand(one.getScore().getBand());
      table
          .row()
          .cell(one.getTitle())
          .cell(value(one))
          .cell(ScoreText.value(one.getScore()), band)
          .cell(one.getScore().getBand(), band)
          .cell(String.format(Locale.ROOT, "%.2f", one.getCost()))
          .cell(one.getDays() == 0 ? "" : Long.toString(one.getDays()))
          .below(how(one));
    }
    return table;
  }

  private static String value(Suggestion one) {
    return "%s → %s"
        .formatted(
            one.hasBefore() ? ExplanationText.number(one.getBefore(), "") : "–",
            ExplanationText.number(one.getAfter(), ""));
  }

  /** What has to happen; the values stand above. */
  private static String how(Suggestion one) {
    int split = one.getText().lastIndexOf(", ");
    return split < 0 ? one.getText() : one.getText().substring(split + 2);
  }
}
