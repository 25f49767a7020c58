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
  private static final int WIDTH = 20;

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

  /** The waterfall alone. */
  static Table waterfall(ExplainChangeResponse change, boolean eventIds) {
    Table table =
        new Table()
            .column("", Align.FLEXIBLE)
            .column("Value", Align.LEFT)
            .column("Points", Align.RIGHT)
            .column("", Align.LEFT)
            .column("Events", Align.RIGHT);
    boolean scored = change.hasChangeTenths();
    int level = change.getFrom().getScore().getTenths();
    end(table, "Before", change.getFrom());
    String above = "";
    List<String> eventsAbove = List.of();
    for (LedgerEntry entry : change.getEntriesList()) {
      String causes = causes(entry);
      if (!causes.equals(above)) {
        table.row().cell(causes, Colour.BOLD).cell("").cell("").cell("").cell("");
      }
      int next = level + entry.getChangeTenths();
      table
          .row()
          .cell("  " + title(entry))
          .cell(values(entry))
          .cell(scored ? Points.change(entry.getChangeTenths()) : "–", colour(entry))
          .cell(scored ? step(level, next) : "", colour(entry))
          .cell(entry.getEvents() == 0 ? "" : Integer.toString(entry.getEvents()))
          .below(note(entry, eventIds, eventsAbove));
      level = next;
      above = causes;
      eventsAbove = entry.getEventIdsList();
    }
    return end(table, "After", change.getTo());
  }

  /** The title; the name where the title is a whole sentence, which stands below. */
  private static String title(LedgerEntry entry) {
    if (entry.getPart().isEmpty()) {
      return entry.getChangeTenths() == 0 ? "the score" : "weights";
    }
    return isSentence(entry) ? entry.getPart().replace('_', ' ') : entry.getTitle();
  }

  private static boolean isSentence(LedgerEntry entry) {
    return entry.getText().endsWith(entry.getTitle()) && !entry.hasBefore() && !entry.hasAfter();
  }

  private static String values(LedgerEntry entry) {
    if (!entry.hasBefore() && !entry.hasAfter()) {
      return "";
    }
    return "%s → %s"
        .formatted(
            entry.hasBefore() ? ExplanationText.number(entry.getBefore(), "") : "–",
            entry.hasAfter() ? ExplanationText.number(entry.getAfter(), "") : "–");
  }

  private static String note(LedgerEntry entry, boolean eventIds, List<String> eventsAbove) {
    String text = entry.getPart().isEmpty() || isSentence(entry) ? entry.getText() : "";
    if (!eventIds || entry.getEventIdsCount() == 0) {
      return text;
    }
    boolean same = entry.getEventIdsList().equals(eventsAbove);
    String ids = same ? "the same events" : String.join(" ", entry.getEventIdsList());
    return text.isEmpty() ? ids : text + " " + ids;
  }

  private static Table end(Table table, String title, AccountScore score) {
    ScoreValue value = score.getScore();
    return table
        .row()
        .cell(
            "%s, %s %s"
                .formatted(title, score.getModel().getScorecard(), score.getModel().getVersion()),
            Colour.BOLD)
        .cell("")
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
      case CHANGE_CAUSE_RETRACTED -> "Retracted events";
      case CHANGE_CAUSE_LEARNED -> "Late events";
      case CHANGE_CAUSE_TIME -> "Time passes";
      case CHANGE_CAUSE_EVENTS -> "New events";
      case CHANGE_CAUSE_COVERAGE -> "Coverage";
      case CHANGE_CAUSE_POPULATION -> "The place among the others";
      case CHANGE_CAUSE_MODEL -> "Another model";
      case CHANGE_CAUSE_OVERRIDE -> "A person's word";
      case CHANGE_CAUSE_LEFT_OUT -> "Left out";
      case CHANGE_CAUSE_UNSPECIFIED, UNRECOGNIZED -> "Unknown";
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
