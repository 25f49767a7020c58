package io.barometer.launcher.show;

import io.barometer.launcher.show.Table.Align;
import io.barometer.model.name.SafeText;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.ChangeCause;
import io.barometer.proto.scoring.v1.ExplainChangeResponse;
import io.barometer.proto.scoring.v1.LedgerEntry;
import io.barometer.proto.scoring.v1.ScoreValue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Why a score changed, for people: a waterfall from one score to the other. The printed changes add
 * up to the printed change.
 */
public final class LedgerText {
  private static final int FULL = 1000;

  /** Characters for 100 points. */
  private static final int WIDTH = 25;

  private LedgerText() {}

  /** The waterfall, and below it what stands beside it. */
  public static List<String> lines(
      Terminal terminal, ExplainChangeResponse change, boolean eventIds) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s  %s on %s  →  %s on %s"
            .formatted(
                terminal.paint(
                    Colour.BOLD, SafeText.line(ScoreText.account(change.getTo().getAccount()))),
                ScoreText.withBand(terminal, change.getFrom().getScore()),
                Days.day(change.getFrom().getAsOfTime()),
                ScoreText.withBand(terminal, change.getTo().getScore()),
                Days.day(change.getTo().getAsOfTime())));
    lines.addAll(waterfall(change, eventIds).lines(terminal));
    lines.addAll(Paragraph.lines(terminal, "  ", published(change)));
    return lines;
  }

  private static Table waterfall(ExplainChangeResponse change, boolean eventIds) {
    Table table =
        new Table()
            .column("Because of", Align.LEFT)
            .column("", Align.FLEXIBLE)
            .column("Change", Align.RIGHT)
            .column("", Align.LEFT)
            .column("Events", Align.RIGHT);
    boolean scored = change.hasChangeTenths();
    int level = change.getFrom().getScore().getTenths();
    end(table, "Score before", change.getFrom());
    String causesAbove = "";
    for (LedgerEntry entry : change.getEntriesList()) {
      int next = level + entry.getChangeTenths();
      String causes = causes(entry);
      table
          .row()
          .cell(causes.equals(causesAbove) ? "" : causes)
          .cell(entry.getText())
          .cell(scored ? Points.change(entry.getChangeTenths()) : "–", colour(entry))
          .cell(scored ? step(level, next) : "", colour(entry))
          .cell(entry.getEvents() == 0 ? "" : Integer.toString(entry.getEvents()));
      if (eventIds) {
        table.below(String.join(" ", entry.getEventIdsList()));
      }
      level = next;
      causesAbove = causes;
    }
    return end(table, "Score after", change.getTo());
  }

  private static Table end(Table table, String title, AccountScore score) {
    ScoreValue value = score.getScore();
    return table
        .row()
        .cell(title, Colour.BOLD)
        .cell("%s %s".formatted(score.getModel().getScorecard(), score.getModel().getVersion()))
        .cell(ScoreText.value(value), Colour.BOLD)
        .cell(value.hasTenths() ? "█".repeat(place(value.getTenths())) : "")
        .cell("");
  }

  /** From one level to the next, at least one character where anything changed. */
  private static String step(int level, int next) {
    int low = Math.clamp(Math.min(level, next), 0, FULL);
    int high = Math.clamp(Math.max(level, next), 0, FULL);
    int begin = Math.min(place(low), WIDTH - 1);
    int length = Math.max(level == next ? 0 : 1, place(high) - begin);
    return " ".repeat(begin) + (next < level ? "▒" : "█").repeat(length);
  }

  private static int place(int tenths) {
    return Math.round((float) tenths * WIDTH / FULL);
  }

  private static Colour colour(LedgerEntry entry) {
    int change = entry.getChangeTenths();
    return change < 0 ? Colour.RED : change > 0 ? Colour.GREEN : Colour.NONE;
  }

  private static String causes(LedgerEntry entry) {
    return entry.getCausesList().stream().map(LedgerText::words).collect(Collectors.joining(", "));
  }

  private static String words(ChangeCause cause) {
    return switch (cause) {
      case CHANGE_CAUSE_LEARNED -> "late events";
      case CHANGE_CAUSE_TIME -> "time";
      case CHANGE_CAUSE_EVENTS -> "new events";
      case CHANGE_CAUSE_COVERAGE -> "coverage";
      case CHANGE_CAUSE_POPULATION -> "others";
      case CHANGE_CAUSE_MODEL -> "model";
      case CHANGE_CAUSE_OVERRIDE -> "override";
      case CHANGE_CAUSE_UNSPECIFIED, UNRECOGNIZED -> "unknown";
    };
  }

  private static String published(ExplainChangeResponse change) {
    return "Published at the time: %s on %s, %s on %s."
        .formatted(
            published(change.hasPublishedFrom(), change.getPublishedFrom()),
            Days.day(change.getFrom().getAsOfTime()),
            published(change.hasPublishedTo(), change.getPublishedTo()),
            Days.day(change.getTo().getAsOfTime()));
  }

  private static String published(boolean told, ScoreValue score) {
    return told ? ScoreText.value(score) + " " + score.getBand() : "nothing";
  }
}
