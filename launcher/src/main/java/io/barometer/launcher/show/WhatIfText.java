package io.barometer.launcher.show;

import io.barometer.launcher.show.Table.Align;
import io.barometer.model.name.SafeText;
import io.barometer.proto.scoring.v1.BandMove;
import io.barometer.proto.scoring.v1.BandSummary;
import io.barometer.proto.scoring.v1.ExplainChangeResponse;
import io.barometer.proto.scoring.v1.ModelRef;
import io.barometer.proto.scoring.v1.SimulatePortfolioResponse;
import io.barometer.proto.scoring.v1.SimulateScoreResponse;
import io.barometer.proto.scoring.v1.SimulatedAccount;
import java.util.ArrayList;
import java.util.List;

/** What would be, for people. */
public final class WhatIfText {
  private static final String LEVELS = " ▁▂▃▄▅▆▇█";

  private WhatIfText() {}

  /** A waterfall from the score as it is to the score as it would be. */
  public static List<String> lines(Terminal terminal, SimulateScoreResponse answer) {
    var change =
        ExplainChangeResponse.newBuilder()
            .setFrom(answer.getActual())
            .setTo(answer.getSimulated())
            .addAllEntries(answer.getEntriesList());
    if (answer.hasChangeTenths()) {
      change.setChangeTenths(answer.getChangeTenths());
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s on %s  %s  →  %s%s"
            .formatted(
                terminal.paint(
                    Colour.BOLD, SafeText.line(ScoreText.account(answer.getActual().getAccount()))),
                Days.day(answer.getActual().getAsOfTime()),
                ScoreText.withBand(terminal, answer.getActual().getScore()),
                ScoreText.withBand(terminal, answer.getSimulated().getScore()),
                difference(answer.hasChangeTenths(), answer.getChangeTenths())));
    lines.addAll(LedgerText.waterfall(change.build(), false).lines(terminal));
    if (answer.getLeftOutEvents() > 0) {
      lines.add("  " + answer.getLeftOutEvents() + " recorded events are left out.");
    }
    if (!answer.getSimulated().getScore().hasTenths()) {
      String because = answer.getSimulated().getAssessment().getUnknownBecause();
      lines.addAll(Paragraph.lines(terminal, "  ", "There would be no score: " + because + "."));
    }
    return lines;
  }

  private static String difference(boolean known, int tenths) {
    return known ? "  (" + Points.change(tenths) + ")" : "";
  }

  /** Bands before and after, who moves between them, how the scores lie, who moves most. */
  public static List<String> lines(Terminal terminal, SimulatePortfolioResponse answer) {
    List<String> lines = new ArrayList<>(bands(answer).lines(terminal));
    lines.add(
        "%d accounts on %s; %s instead of %s."
            .formatted(
                answer.getTotalSize(),
                Days.day(answer.getAsOfTime()),
                model(answer.getSimulatedModel()),
                model(answer.getActualModel())));
    lines.add("Scores 0 to 100 as they are    " + line(answer.getActualDistributionList()));
    lines.add("Scores 0 to 100 as they'd be   " + line(answer.getSimulatedDistributionList()));
    for (BandMove move : answer.getMovesList()) {
      if (!move.getFrom().equals(move.getTo())) {
        lines.add(
            "  %s → %s  %d"
                .formatted(
                    terminal.paint(Colour.ofBand(move.getFrom()), SafeText.line(move.getFrom())),
                    terminal.paint(Colour.ofBand(move.getTo()), SafeText.line(move.getTo())),
                    move.getAccounts()));
      }
    }
    if (answer.getAccountsCount() > 0) {
      lines.add("");
      lines.addAll(accounts(answer).lines(terminal));
    }
    return lines;
  }

  private static String model(ModelRef model) {
    return SafeText.line(model.getScorecard() + " " + model.getVersion());
  }

  private static Table bands(SimulatePortfolioResponse answer) {
    Table table =
        new Table()
            .column("Band", Align.LEFT)
            .column("As it is", Align.RIGHT)
            .column("As it would be", Align.RIGHT)
            .column("", Align.RIGHT);
    List<String> names = new ArrayList<>();
    answer.getActualBandsList().forEach(band -> names.add(band.getBand()));
    for (int i = 0; i < answer.getSimulatedBandsCount(); i++) {
      String band = answer.getSimulatedBands(i).getBand();
      if (!names.contains(band)) {
        names.add(Math.min(i, names.size()), band);
      }
    }
    for (String name : names) {
      int before = accounts(answer.getActualBandsList(), name);
      int after = accounts(answer.getSimulatedBandsList(), name);
      table
          .row()
          .cell(name, Colour.ofBand(name))
          .cell(Integer.toString(before))
          .cell(Integer.toString(after))
          .cell(after == before ? "" : "%+d".formatted(after - before));
    }
    return table;
  }

  private static int accounts(List<BandSummary> bands, String name) {
    return bands.stream()
        .filter(band -> band.getBand().equals(name))
        .mapToInt(BandSummary::getAccounts)
        .sum();
  }

  /** One character per five points, as high as there are accounts. */
  private static String line(List<Integer> distribution) {
    int most = distribution.stream().mapToInt(count -> count).max().orElse(0);
    StringBuilder line = new StringBuilder();
    for (int count : distribution) {
      int level = count == 0 ? 0 : Math.max(1, count * (LEVELS.length() - 1) / most);
      line.append(LEVELS.charAt(level));
    }
    return line.append('▏').toString();
  }

  private static Table accounts(SimulatePortfolioResponse answer) {
    Table table =
        new Table()
            .column("Account", Align.FLEXIBLE)
            .column("As it is", Align.RIGHT)
            .column("", Align.LEFT)
            .column("As it would be", Align.RIGHT)
            .column("", Align.LEFT)
            .column("Change", Align.RIGHT);
    for (SimulatedAccount one : answer.getAccountsList()) {
      table
          .row()
          .cell(ScoreText.account(one.getAccount()))
          .cell(ScoreText.value(one.getActual()))
          .cell(one.getActual().getBand(), Colour.ofBand(one.getActual().getBand()))
          .cell(ScoreText.value(one.getSimulated()))
          .cell(one.getSimulated().getBand(), Colour.ofBand(one.getSimulated().getBand()))
          .cell(one.hasChangeTenths() ? Points.change(one.getChangeTenths()) : "–");
    }
    return table;
  }
}
