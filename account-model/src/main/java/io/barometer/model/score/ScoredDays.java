package io.barometer.model.score;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.measure.Columns;
import io.barometer.model.measure.Moves;
import io.barometer.model.measure.Reading;
import io.barometer.model.scorecard.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The scores of one account on consecutive days, bit for bit what {@link Scorer#score} gives for
 * each of them, from columns of metrics. Opened again for every account; for one thread.
 *
 * <p>A day on which nothing moved that the scorecard reads has the score of the day before. The
 * weighted average has columns of its own ({@link AverageDays}); the other methods, and what the
 * populations and children of each day decide, evaluate every day, reading the columns.
 */
public final class ScoredDays {
  private static final short UNKNOWN = -1;

  private final Scorer scorer;
  private final Columns columns;
  private final Reading reading;
  private final Moves moves = new Moves();
  private final boolean steady;
  private final List<Remembered> conditions = new ArrayList<>();
  private final Resolver resolver;
  private final AdjustedDays adjusted;

  /** By variant; null where the method is no weighted average. */
  private final @Nullable AverageDays[] averages;

  private long firstDay;
  private short[] tenths = {};
  private byte[] coverage = {};
  private int[] bandSets = {};

  public ScoredDays(Scorer scorer) {
    this.scorer = scorer;
    this.columns = scorer.columns();
    this.reading = columns.read();
    this.steady = scorer.readsMetricsAndFactsOnly();
    this.averages = scorer.averageDays();
    this.resolver = scorer.resolver().asking(this::remembered);
    this.adjusted = new AdjustedDays(scorer.card().adjustments(), this::remembered);
  }

  private Expression remembered(Expression condition) {
    Remembered remembered = new Remembered(condition);
    conditions.add(remembered);
    return remembered;
  }

  /** Scores an account on so many days from the first on; forgets the one before. */
  public void open(AccountHistory history, long firstDay, int length) {
    this.firstDay = firstDay;
    if (tenths.length < length) {
      tenths = new short[length];
      coverage = new byte[length];
      bandSets = new int[length];
    }
    if (length > 0) {
      columns.open(history, firstDay, length);
      scoreAll(length);
      override(history, length);
    }
  }

  private void scoreAll(int length) {
    for (AverageDays average : averages) {
      if (average != null) {
        average.close();
      }
    }
    moves.clear();
    if (steady) {
      scorer.watch(columns, moves);
      conditions.forEach(condition -> condition.open(columns));
    }
    for (int i = 0; i < length; i++) {
      if (i > 0 && steady && !moves.on(i)) {
        repeat(i);
      } else {
        compute(i);
      }
    }
  }

  private void repeat(int i) {
    tenths[i] = tenths[i - 1];
    coverage[i] = coverage[i - 1];
    bandSets[i] = bandSets[i - 1];
  }

  private void compute(int i) {
    reading.move(i);
    Resolver.Chosen chosen = (steady ? resolver : scorer.resolver()).choose(reading);
    bandSets[i] = chosen.bandSet();
    AverageDays average = averages[chosen.variant()];
    if (steady && average != null) {
      average.move(columns, i);
      long covered = average.covered();
      coverage[i] = (byte) (100 * covered / Math.max(1, average.weight()));
      boolean enough = covered > 0 && scorer.covers(covered, average.weight());
      tenths[i] = enough && average.complete() ? adjusted(average) : UNKNOWN;
    } else {
      Score score = new Evaluation(scorer, reading, null).computed();
      coverage[i] = (byte) score.coveragePercent();
      tenths[i] = (short) score.tenths().orElse(UNKNOWN);
    }
  }

  private short adjusted(AverageDays average) {
    int scored = average.tenths();
    if (adjusted.isEmpty()) {
      return (short) scored;
    }
    reading.tell(scored / 10.0, average::group);
    return (short) adjusted.tenths(reading, scored);
  }

  private void override(AccountHistory history, int length) {
    if (scorer.overridden(history)) {
      for (int i = 0; i < length; i++) {
        ScoreOverride holding = scorer.override(history, firstDay + i);
        if (holding != null) {
          tenths[i] = (short) holding.tenths();
        }
      }
    }
  }

  /** The score of a day, so many days after the first: tenths of a point, −1 when Unknown. */
  public short tenths(int i) {
    return tenths[i];
  }

  /** The whole score of a day, so many days after the first. */
  public Score score(int i) {
    OptionalInt known = tenths[i] == UNKNOWN ? OptionalInt.empty() : OptionalInt.of(tenths[i]);
    String band = scorer.band(bandSets[i], known);
    return new Score(firstDay + i, known, band, coverage[i]);
  }
}
