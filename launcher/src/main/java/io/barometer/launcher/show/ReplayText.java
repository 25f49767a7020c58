package io.barometer.launcher.show;

import io.barometer.launcher.show.Table.Align;
import io.barometer.model.name.SafeText;
import io.barometer.proto.scoring.v1.BandMove;
import io.barometer.proto.scoring.v1.Replay;
import io.barometer.proto.scoring.v1.ReplayAccount;
import io.barometer.proto.scoring.v1.ReplayBand;
import io.barometer.proto.scoring.v1.ReplayFindings;
import io.barometer.proto.scoring.v1.ReplayState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Replays for people. */
public final class ReplayText {
  private static final int BAR = 20;

  private ReplayText() {}

  /** A line per replay. */
  public static List<String> list(Terminal terminal, List<Replay> replays) {
    if (replays.isEmpty()) {
      return List.of("There are no replays. Begin one: ./barometer replay start FILE");
    }
    Table table =
        new Table()
            .column("Replay", Align.LEFT)
            .column("State", Align.LEFT)
            .column("Candidate", Align.FLEXIBLE)
            .column("Baseline", Align.FLEXIBLE)
            .column("Days", Align.LEFT)
            .column("Accounts", Align.RIGHT);
    for (Replay replay : replays) {
      table
          .row()
          .cell(replay.getReplayId())
          .cell(word(replay))
          .cell(ModelText.name(replay.getCandidate()))
          .cell(ModelText.name(replay.getBaseline()))
          .cell(days(replay))
          .cell(replay.getAccounts() + " of " + replay.getTotalAccounts());
    }
    return table.lines(terminal);
  }

  /** How one replay stands, in a sentence with what to do next. */
  public static String state(Replay replay) {
    String what =
        "The replay %s is %s: %d of %d accounts."
            .formatted(
                SafeText.line(replay.getReplayId()),
                word(replay),
                replay.getAccounts(),
                replay.getTotalAccounts());
    String next =
        switch (replay.getState()) {
          case REPLAY_STATE_QUEUED, REPLAY_STATE_RUNNING, REPLAY_STATE_WAITING_FOR_HISTORIES ->
              " Watch it: ./barometer replay watch ";
          case REPLAY_STATE_CANCELLED, REPLAY_STATE_FAILED ->
              " Let it go on: ./barometer replay resume ";
          case REPLAY_STATE_SUCCEEDED -> " See it: ./barometer replay show ";
          case REPLAY_STATE_UNSPECIFIED, UNRECOGNIZED -> " See: ./barometer replay list ";
        };
    String error = replay.getError().isEmpty() ? "" : " " + SafeText.line(replay.getError());
    return what + error + next + SafeText.line(replay.getReplayId());
  }

  static String word(Replay replay) {
    return AlertText.word(replay.getState().name(), "REPLAY_STATE_").replace('_', ' ');
  }

  static String days(Replay replay) {
    return Days.day(replay.getFirstDate()) + " – " + Days.day(replay.getLastDate());
  }

  /** What a replay has found. */
  public static List<String> findings(Terminal terminal, Replay replay) {
    ReplayFindings found = replay.getFindings();
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s against %s, score %s, %s, %d accounts"
            .formatted(
                terminal.paint(Colour.BOLD, ModelText.name(replay.getCandidate())),
                ModelText.name(replay.getBaseline()),
                SafeText.line(replay.getScoreName()),
                days(replay),
                replay.getAccounts()));
    lines.add("");
    lines.addAll(bands(found).lines(terminal));
    lines.add("");
    lines.addAll(both(terminal, found));
    if (replay.getState() != ReplayState.REPLAY_STATE_SUCCEEDED) {
      lines.add(state(replay));
    }
    return lines;
  }

  /** Band moves, distribution and mean difference. */
  static List<String> both(Terminal terminal, ReplayFindings found) {
    List<String> lines = new ArrayList<>(moves(found).lines(terminal));
    lines.add("");
    lines.addAll(deciles(found).lines(terminal));
    lines.add("");
    lines.addAll(Paragraph.lines(terminal, "", summary(found)));
    return lines;
  }

  /** Accounts by band on the last day, and how the candidate would have spread them over time. */
  private static Table bands(ReplayFindings found) {
    Table table =
        new Table()
            .column("Band", Align.LEFT)
            .column("Baseline", Align.RIGHT)
            .column("Candidate", Align.RIGHT)
            .column("", Align.RIGHT)
            .column("Baseline over time", Align.LEFT)
            .column("Candidate over time", Align.LEFT);
    for (int place = 0; place < found.getBandsCount(); place++) {
      ReplayBand band = found.getBands(place);
      Colour colour = Colour.ofBand(band.getBand());
      int change = band.getCandidate() - band.getBaseline();
      int at = place;
      table
          .row()
          .cell(band.getBand(), colour)
          .cell(String.valueOf(band.getBaseline()))
          .cell(String.valueOf(band.getCandidate()))
          .cell(change == 0 ? "" : (change > 0 ? "+" : "") + change)
          .cell(line(found, day -> found.getDays(day).getBands(at).getBaseline(), at), colour)
          .cell(line(found, day -> found.getDays(day).getBands(at).getCandidate(), at), colour);
    }
    return table;
  }

  private static String line(ReplayFindings found, IntUnaryOperator count, int band) {
    int days = found.getDaysCount();
    int most =
        IntStream.range(0, days)
            .map(
                day ->
                    Math.max(
                        found.getDays(day).getBands(band).getBaseline(),
                        found.getDays(day).getBands(band).getCandidate()))
            .max()
            .orElse(0);
    int width = Math.min(BAR, days);
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < width; column++) {
      int day = (int) ((column + 1L) * days / width) - 1;
      line.append(Sparks.of(count.applyAsInt(day), most));
    }
    return line.toString();
  }

  private static Table moves(ReplayFindings found) {
    Table table =
        new Table()
            .column("From", Align.LEFT)
            .column("", Align.LEFT)
            .column("To", Align.LEFT)
            .column("Accounts", Align.RIGHT)
            .column("", Align.LEFT);
    int most = found.getMovesList().stream().mapToInt(BandMove::getAccounts).max().orElse(0);
    for (BandMove move : found.getMovesList()) {
      boolean stays = move.getFrom().equals(move.getTo());
      table
          .row()
          .cell(move.getFrom(), Colour.ofBand(move.getFrom()))
          .cell(stays ? "stays" : "→", stays ? Colour.DIM : Colour.NONE)
          .cell(stays ? "" : move.getTo(), Colour.ofBand(move.getTo()))
          .cell(String.valueOf(move.getAccounts()))
          .cell(
              "█".repeat(Math.ceilDiv(move.getAccounts() * BAR, Math.max(1, most))),
              stays ? Colour.DIM : Colour.ofBand(move.getTo()));
    }
    return table;
  }

  private static Table deciles(ReplayFindings found) {
    Table table =
        new Table()
            .column("Score", Align.RIGHT)
            .column("Baseline", Align.RIGHT)
            .column("", Align.LEFT)
            .column("Candidate", Align.RIGHT)
            .column("", Align.LEFT);
    int most =
        IntStream.concat(
                found.getBaselineDecilesList().stream().mapToInt(Integer::intValue),
                found.getCandidateDecilesList().stream().mapToInt(Integer::intValue))
            .max()
            .orElse(0);
    for (int decile = found.getBaselineDecilesCount() - 1; decile >= 0; decile--) {
      table
          .row()
          .cell(decile == 9 ? "90 – 100" : decile * 10 + " – <" + (decile + 1) * 10)
          .cell(String.valueOf(found.getBaselineDeciles(decile)))
          .cell(bar(found.getBaselineDeciles(decile), most))
          .cell(String.valueOf(found.getCandidateDeciles(decile)))
          .cell(bar(found.getCandidateDeciles(decile), most));
    }
    return table;
  }

  private static String bar(int accounts, int most) {
    return "█".repeat(Math.ceilDiv(accounts * BAR, Math.max(1, most)));
  }

  private static String summary(ReplayFindings found) {
    if (found.getCompared() == 0) {
      return "No account has a score under both models.";
    }
    String differs =
        String.format(
            Locale.ROOT,
            "Of %d accounts with both scores the candidate's is %+.1f points away on average,"
                + " %.1f without signs.",
            found.getCompared(),
            found.getSumChangeTenths() / 10.0 / found.getCompared(),
            found.getSumDistanceTenths() / 10.0 / found.getCompared());
    return found.getAccountDays() == 0
        ? differs
        : differs
            + " It puts %s of all days of accounts into another band."
                .formatted(
                    PortfolioText.percent(
                        found.getAccountDaysInOtherBand(), found.getAccountDays()));
  }

  /** What to ask next. */
  public static List<String> further(Replay replay) {
    String id = SafeText.line(replay.getReplayId());
    return List.of(
        "",
        "Accounts that differ most: ./barometer replay show " + id,
        "Alerts come and gone:      ./barometer replay alerts " + id,
        "One account day by day:    ./barometer replay account " + id + " ACCOUNT");
  }

  /** A line per account. */
  public static List<String> accounts(Terminal terminal, List<ReplayAccount> accounts) {
    if (accounts.isEmpty()) {
      return List.of();
    }
    Table table =
        new Table()
            .column("Account", Align.FLEXIBLE)
            .column("Baseline", Align.LEFT)
            .column("Candidate", Align.LEFT)
            .column("Change", Align.RIGHT)
            .column("Most", Align.RIGHT)
            .column("On", Align.LEFT)
            .column("Days", Align.RIGHT);
    for (ReplayAccount account : accounts) {
      boolean any = account.hasMostChangeDate();
      scores(table.row().cell(ScoreText.account(account.getAccount())), account)
          .cell(any ? Points.change(account.getMostChangeTenths()) : "–")
          .cell(any ? Days.day(account.getMostChangeDate()).toString() : "–")
          .cell(String.valueOf(account.getDaysInOtherBand()));
    }
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.addAll(table.lines(terminal));
    lines.add("Most: the largest difference on any day; Days: those in another band.");
    return lines;
  }

  /** A line per account, of one day alone. */
  static List<String> differing(Terminal terminal, List<ReplayAccount> accounts) {
    if (accounts.isEmpty()) {
      return List.of();
    }
    Table table =
        new Table()
            .column("Account", Align.FLEXIBLE)
            .column("In effect", Align.LEFT)
            .column("Candidate", Align.LEFT)
            .column("Change", Align.RIGHT);
    for (ReplayAccount account : accounts) {
      scores(table.row().cell(ScoreText.account(account.getAccount())), account);
    }
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.addAll(table.lines(terminal));
    return lines;
  }

  private static Table scores(Table table, ReplayAccount account) {
    return table
        .cell(
            ScoreText.value(account.getBaseline()) + " " + account.getBaseline().getBand(),
            Colour.ofBand(account.getBaseline().getBand()))
        .cell(
            ScoreText.value(account.getCandidate()) + " " + account.getCandidate().getBand(),
            Colour.ofBand(account.getCandidate().getBand()))
        .cell(account.hasChangeTenths() ? Points.change(account.getChangeTenths()) : "–");
  }
}
