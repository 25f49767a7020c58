package io.barometer.scoring.portfolio;

import io.barometer.model.scorecard.Scorecard;
import io.barometer.proto.scoring.v1.AccountFacts;
import io.barometer.proto.scoring.v1.BandMove;
import io.barometer.proto.scoring.v1.ScoreValue;
import io.barometer.proto.scoring.v1.SimulatePortfolioResponse;
import io.barometer.proto.scoring.v1.SimulatedAccount;
import io.barometer.scoring.scorecard.BothModels;
import io.barometer.signals.Facts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The figures of a portfolio as it is and as it would be. */
final class SimulatedFigures {
  private static final int BINS = 20;
  private static final int BIN_TENTHS = 50;

  /** Those that gain or lose their score first, then by the size of the change. */
  private static final Comparator<SimulatedAccount> ORDER =
      Comparator.comparingInt(SimulatedFigures::size)
          .reversed()
          .thenComparing(one -> one.getAccount().getAccountId());

  private final BandSummaries actualBands;
  private final BandSummaries simulatedBands;
  private final List<String> order;
  private final Map<Integer, Integer> moves = new TreeMap<>();
  private final int[] actual = new int[BINS];
  private final int[] simulated = new int[BINS];
  private final List<SimulatedAccount> moved = new ArrayList<>();
  private int accounts;

  SimulatedFigures(Scorecard actual, Scorecard simulated) {
    this.actualBands = new BandSummaries(actual);
    this.simulatedBands = new BandSummaries(simulated);
    this.order = BothModels.bands(actual, simulated);
  }

  void add(AccountFacts account, ScoreValue before, ScoreValue after) {
    accounts++;
    var arr = account.getArr();
    actualBands.add(before.getBand(), 1, arr.getCurrencyCode(), Facts.amount(arr));
    simulatedBands.add(after.getBand(), 1, arr.getCurrencyCode(), Facts.amount(arr));
    count(actual, before);
    count(simulated, after);
    int key = order.indexOf(before.getBand()) * order.size() + order.indexOf(after.getBand());
    moves.merge(key, 1, Integer::sum);
    if (!before.equals(after)) {
      var one =
          SimulatedAccount.newBuilder().setAccount(account).setActual(before).setSimulated(after);
      if (before.hasTenths() && after.hasTenths()) {
        one.setChangeTenths(after.getTenths() - before.getTenths());
      }
      moved.add(one.build());
    }
  }

  private static void count(int[] distribution, ScoreValue score) {
    if (score.hasTenths()) {
      distribution[Math.min(BINS - 1, score.getTenths() / BIN_TENTHS)]++;
    }
  }

  private static int size(SimulatedAccount one) {
    boolean known = one.getActual().hasTenths();
    return known == one.getSimulated().hasTenths()
        ? Math.abs(one.getChangeTenths())
        : Integer.MAX_VALUE;
  }

  /** Where a page ends. */
  static String cursor(SimulatedAccount last) {
    return size(last) + " " + last.getAccount().getAccountId();
  }

  /** Everything but the page. */
  SimulatePortfolioResponse.Builder message() {
    var message =
        SimulatePortfolioResponse.newBuilder()
            .setTotalSize(accounts)
            .addAllActualBands(actualBands.messages())
            .addAllSimulatedBands(simulatedBands.messages());
    moves.forEach(
        (place, count) ->
            message.addMoves(
                BandMove.newBuilder()
                    .setFrom(order.get(place / order.size()))
                    .setTo(order.get(place % order.size()))
                    .setAccounts(count)));
    for (int bin = 0; bin < BINS; bin++) {
      message.addActualDistribution(actual[bin]).addSimulatedDistribution(simulated[bin]);
    }
    return message;
  }

  /** The accounts that move, those that move most first, behind a cursor; empty for all. */
  List<SimulatedAccount> after(String cursor) {
    moved.sort(ORDER);
    if (cursor.isEmpty()) {
      return moved;
    }
    int blank = cursor.indexOf(' ');
    int size = Integer.parseInt(cursor.substring(0, blank));
    String account = cursor.substring(blank + 1);
    return moved.stream()
        .filter(
            one ->
                size(one) < size
                    || size(one) == size && one.getAccount().getAccountId().compareTo(account) > 0)
        .toList();
  }
}
