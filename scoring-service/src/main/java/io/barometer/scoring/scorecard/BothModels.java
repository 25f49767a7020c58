package io.barometer.scoring.scorecard;

import io.barometer.model.scorecard.Band;
import io.barometer.model.scorecard.BandSet;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.proto.scoring.v1.BandMove;
import io.barometer.proto.scoring.v1.ReplayBand;
import io.barometer.proto.scoring.v1.ReplayFindings;
import io.barometer.proto.scoring.v1.ScoreValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Adds accounts up to how two models spread them on one day. What was added before and is kept as a
 * message is where it goes on. For one thread.
 */
public final class BothModels {
  private static final int DECILES = 10;
  private static final int DECILE_TENTHS = 100;

  private final List<String> bands;
  private final int[][] moves;
  private final int[] beforeDeciles = new int[DECILES];
  private final int[] afterDeciles = new int[DECILES];
  private int compared;
  private long sum;
  private long distance;

  public BothModels(Scorecard baseline, Scorecard candidate) {
    this.bands = bands(baseline, candidate);
    this.moves = new int[bands.size()][bands.size()];
  }

  /** The bands of every band set of both models, worst first, Unknown last. */
  public static List<String> bands(Scorecard baseline, Scorecard candidate) {
    List<String> names =
        new ArrayList<>(
            Stream.of(baseline, candidate)
                .flatMap(card -> card.bandSets().stream())
                .map(BandSet::bands)
                .flatMap(List::stream)
                .map(Band::name)
                .distinct()
                .toList());
    names.add(Band.UNKNOWN);
    return names;
  }

  /** Goes on from what was found before. */
  public BothModels after(ReplayFindings found) {
    compared = found.getCompared();
    sum = found.getSumChangeTenths();
    distance = found.getSumDistanceTenths();
    for (int decile = 0; decile < found.getBaselineDecilesCount(); decile++) {
      beforeDeciles[decile] = found.getBaselineDeciles(decile);
      afterDeciles[decile] = found.getCandidateDeciles(decile);
    }
    for (BandMove move : found.getMovesList()) {
      moves[bands.indexOf(move.getFrom())][bands.indexOf(move.getTo())] = move.getAccounts();
    }
    return this;
  }

  /** Adds an account. */
  public void add(ScoreValue before, ScoreValue after) {
    moves[bands.indexOf(before.getBand())][bands.indexOf(after.getBand())]++;
    if (before.hasTenths()) {
      beforeDeciles[decile(before.getTenths())]++;
    }
    if (after.hasTenths()) {
      afterDeciles[decile(after.getTenths())]++;
    }
    if (before.hasTenths() && after.hasTenths()) {
      int change = after.getTenths() - before.getTenths();
      compared++;
      sum += change;
      distance += Math.abs(change);
    }
  }

  private static int decile(int tenths) {
    return Math.min(tenths / DECILE_TENTHS, DECILES - 1);
  }

  /** What was found, without days. */
  public ReplayFindings.Builder message() {
    var found =
        ReplayFindings.newBuilder()
            .setCompared(compared)
            .setSumChangeTenths(sum)
            .setSumDistanceTenths(distance)
            .addAllBaselineDeciles(Arrays.stream(beforeDeciles).boxed().toList())
            .addAllCandidateDeciles(Arrays.stream(afterDeciles).boxed().toList());
    for (int from = 0; from < bands.size(); from++) {
      found.addBands(band(from));
      for (int to = 0; to < bands.size(); to++) {
        if (moves[from][to] > 0) {
          found.addMoves(
              BandMove.newBuilder()
                  .setFrom(bands.get(from))
                  .setTo(bands.get(to))
                  .setAccounts(moves[from][to]));
        }
      }
    }
    return found;
  }

  private ReplayBand band(int place) {
    int candidate = 0;
    for (int[] from : moves) {
      candidate += from[place];
    }
    return ReplayBand.newBuilder()
        .setBand(bands.get(place))
        .setBaseline(Arrays.stream(moves[place]).sum())
        .setCandidate(candidate)
        .build();
  }
}
