package io.barometer.launcher.show;

import io.barometer.launcher.show.Table.Align;
import io.barometer.proto.scoring.v1.BandSummary;
import io.barometer.proto.scoring.v1.SummarizePortfolioResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The portfolio in figures, for people. */
public final class PortfolioText {
  private static final int BAR = 30;

  private PortfolioText() {}

  /** Accounts per band, worst first, with their share, and how many get better and worse. */
  public static List<String> lines(Terminal terminal, SummarizePortfolioResponse summary) {
    int accounts = accounts(summary);
    Table table =
        new Table()
            .column("Band", Align.LEFT)
            .column("Score", Align.LEFT)
            .column("Accounts", Align.RIGHT)
            .column("Share", Align.RIGHT)
            .column("", Align.FLEXIBLE);
    for (int i = 0; i < summary.getBandsCount(); i++) {
      BandSummary band = summary.getBands(i);
      Colour colour = Colour.ofBand(band.getBand());
      table
          .row()
          .cell(band.getBand(), colour)
          .cell(range(summary, i))
          .cell(String.valueOf(band.getAccounts()))
          .cell(percent(band.getAccounts(), accounts))
          .cell("█".repeat(accounts == 0 ? 0 : band.getAccounts() * BAR / accounts), colour);
    }
    List<String> lines = new ArrayList<>(table.lines(terminal));
    lines.add(
        "%d accounts on %s; in 30 days %s by more than 5 points, %s."
            .formatted(
                accounts,
                Days.day(summary.getAsOfTime()),
                terminal.paint(Colour.GREEN, summary.getImproving() + " rose ↑"),
                terminal.paint(Colour.RED, summary.getDeclining() + " fell ↓")));
    for (String warning : summary.getWarningsList()) {
      lines.addAll(Paragraph.lines(terminal, "", "Warning: " + warning + "."));
    }
    return lines;
  }

  /** Accounts in all bands. */
  public static int accounts(SummarizePortfolioResponse summary) {
    return summary.getBandsList().stream().mapToInt(BandSummary::getAccounts).sum();
  }

  /** For example "64 %". */
  public static String percent(long part, long whole) {
    return whole == 0 ? "–" : String.format(Locale.ROOT, "%.0f %%", 100.0 * part / whole);
  }

  private static String range(SummarizePortfolioResponse summary, int index) {
    BandSummary band = summary.getBands(index);
    if (!band.hasFromTenths()) {
      return "–";
    }
    int to =
        summary.getBandsList().stream()
            .filter(BandSummary::hasFromTenths)
            .mapToInt(BandSummary::getFromTenths)
            .filter(from -> from > band.getFromTenths())
            .min()
            .orElse(-1);
    String from = String.valueOf(band.getFromTenths() / 10);
    return to < 0 ? from + " – 100" : from + " – <" + to / 10;
  }
}
