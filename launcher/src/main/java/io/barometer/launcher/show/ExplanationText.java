package io.barometer.launcher.show;

import io.barometer.launcher.show.Table.Align;
import io.barometer.model.name.SafeText;
import io.barometer.proto.scoring.v1.ChildPart;
import io.barometer.proto.scoring.v1.Contribution;
import io.barometer.proto.scoring.v1.ExplainScoreResponse;
import io.barometer.proto.scoring.v1.RolledUp;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Why a score is what it is, for people: a line per input with the points it gives, the points it
 * could give and its change. The printed points add up to the printed score, the printed changes to
 * its change.
 */
public final class ExplanationText {
  private static final int BAR = 10;

  private ExplanationText() {}

  /** The table and the sentences. */
  public static List<String> lines(Terminal terminal, ExplainScoreResponse explanation) {
    long days =
        ChronoUnit.DAYS.between(
            Days.day(explanation.getComparedDate()),
            Days.day(explanation.getScore().getAsOfTime()));
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s  %s  on %s; %s on %s"
            .formatted(
                terminal.paint(
                    Colour.BOLD,
                    SafeText.line(ScoreText.account(explanation.getScore().getAccount()))),
                ScoreText.withBand(terminal, explanation.getScore().getScore()),
                Days.day(explanation.getScore().getAsOfTime()),
                ScoreText.withBand(terminal, explanation.getCompared()),
                Days.day(explanation.getComparedDate())));
    lines.addAll(AssessmentText.lines(terminal, explanation.getScore()));
    if (explanation.getReleasesCount() > 0) {
      lines.addAll(
          Paragraph.lines(terminal, "  ", "Shipped meanwhile: " + releases(explanation) + "."));
    }
    lines.addAll(table(explanation, days + " days").lines(terminal));
    for (Contribution contribution : explanation.getContributionsList()) {
      if (!contribution.getText().isEmpty()) {
        lines.addAll(bullet(terminal, contribution));
      }
    }
    if (explanation.hasRolledUp()) {
      lines.addAll(children(terminal, explanation.getRolledUp()));
    }
    return lines;
  }

  private static String releases(ExplainScoreResponse explanation) {
    return explanation.getReleasesList().stream()
        .map(
            one ->
                "%s %s on %s"
                    .formatted(one.getProduct(), one.getVersion(), Days.day(one.getDate())))
        .collect(Collectors.joining(", "));
  }

  private static List<String> children(Terminal terminal, RolledUp rolledUp) {
    Table table =
        new Table()
            .column("Child", Align.FLEXIBLE)
            .column("Score", Align.RIGHT)
            .column("Band", Align.LEFT)
            .column("Gives", Align.RIGHT);
    for (ChildPart child : rolledUp.getChildrenList()) {
      Colour band = Colour.ofBand(child.getScore().getBand());
      table
          .row()
          .cell(child.getAccountId())
          .cell(ScoreText.value(child.getScore()), band)
          .cell(child.getScore().getBand(), band)
          .cell(Points.text(child.getTenths()));
    }
    List<String> lines = new ArrayList<>();
    lines.add("Its children together: " + ScoreText.withBand(terminal, rolledUp.getScore()));
    lines.addAll(table.lines(terminal));
    return lines;
  }

  private static List<String> bullet(Terminal terminal, Contribution contribution) {
    List<String> lines = Paragraph.lines(terminal, "  ", contribution.getText());
    List<String> bullets = new ArrayList<>(lines);
    bullets.set(0, "·" + lines.getFirst().substring(1));
    return bullets;
  }

  private static Table table(ExplainScoreResponse explanation, String days) {
    Table table =
        new Table()
            .column("Input", Align.FLEXIBLE)
            .column("Value", Align.RIGHT)
            .column("Before", Align.RIGHT)
            .column("Points", Align.RIGHT)
            .column("of", Align.RIGHT)
            .column("", Align.LEFT)
            .column(days, Align.RIGHT);
    for (Contribution input : explanation.getContributionsList()) {
      row(table, input, title(explanation, input));
    }
    boolean known = explanation.getScore().getScore().hasTenths();
    boolean comparable = known && explanation.getCompared().hasTenths();
    int now = explanation.getScore().getScore().getTenths();
    return table
        .row()
        .cell("Score", Colour.BOLD)
        .cell("")
        .cell("")
        .cell(known ? Points.text(now) : "–", Colour.BOLD)
        .cell("")
        .cell("")
        .cell(
            comparable ? Points.change(now - explanation.getCompared().getTenths()) : "–",
            Colour.BOLD);
  }

  /**
   * The title, with the metric's name where several inputs have the same one, and the group where
   * groups are nested; the name where the title is a whole sentence, which stands below the table.
   */
  private static String title(ExplainScoreResponse explanation, Contribution input) {
    if (isSentence(input)) {
      return input.getMetric().replace('_', ' ');
    }
    String nested = input.getDimension().contains("/") ? " (" + input.getDimension() + ")" : "";
    return ownTitle(explanation, input) + nested;
  }

  private static String ownTitle(ExplainScoreResponse explanation, Contribution input) {
    long same =
        explanation.getContributionsList().stream()
            .filter(other -> other.getTitle().equals(input.getTitle()))
            .count();
    return input.getTitle().isEmpty() || same > 1
        ? (input.getTitle() + " " + input.getMetric()).strip()
        : input.getTitle();
  }

  /** Whether the part is about no metric, such as an adjustment or an override. */
  private static boolean isSentence(Contribution input) {
    return input.getWeightPercent() == 0 && input.getTitle().equals(input.getText());
  }

  /** Whether the part has a size of its own to be measured against. */
  private static boolean isMeasured(Contribution input) {
    return !isSentence(input) || input.getPossibleTenths() > Math.max(0, input.getTenths());
  }

  private static void row(Table table, Contribution input, String title) {
    table
        .row()
        .cell(title)
        .cell(input.hasValue() ? number(input.getValue(), input.getUnit()) : missing(input))
        .cell(input.hasComparedValue() ? number(input.getComparedValue(), "") : "–")
        .cell(Points.text(input.getTenths()))
        .cell(isMeasured(input) ? Points.text(input.getPossibleTenths()) : "")
        .cell(isMeasured(input) ? bar(input) : "")
        .cell(Points.change(input.getChangeTenths()), colour(input.getChangeTenths()));
  }

  private static Colour colour(int change) {
    return change < 0 ? Colour.RED : change > 0 ? Colour.GREEN : Colour.NONE;
  }

  private static String bar(Contribution input) {
    int possible = input.getPossibleTenths();
    int filled = possible <= 0 ? 0 : Math.clamp((long) input.getTenths() * BAR / possible, 0, BAR);
    return "█".repeat(filled) + "░".repeat(BAR - filled);
  }

  private static String missing(Contribution input) {
    return switch (input.getMissing()) {
      case "excluded" -> "left out";
      case "" -> "–";
      default -> input.getMissing();
    };
  }

  /** At most two decimals, none where they say nothing. */
  static String number(double value, String unit) {
    int decimals = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
    String number =
        Double.isFinite(value)
            ? new BigDecimal(value)
                .setScale(decimals, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString()
            : String.valueOf(value).toLowerCase(Locale.ROOT);
    return unit.isEmpty() ? number : number + " " + unit;
  }
}
