package io.barometer.model.measure;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.scorecard.Expression;
import org.jspecify.annotations.Nullable;

/** A metric at its place: read from the history, or made of metrics at other places. */
sealed interface Cell {

  double value(Reading reading);

  /** The values of all days of the columns. */
  void column(Columns days, double[] into);

  long settledFrom(AccountHistory history, double ceiling);

  /** The last day up to the reading's on which something was told. */
  long lastSeen(Reading reading);

  record Base(Measure measure) implements Cell {
    @Override
    public double value(Reading reading) {
      return measure.value(reading.history(), reading.day());
    }

    @Override
    public void column(Columns days, double[] into) {
      measure.column(days, into);
    }

    @Override
    public long settledFrom(AccountHistory history, double ceiling) {
      return measure.settledFrom(history, ceiling);
    }

    @Override
    public long lastSeen(Reading reading) {
      return measure.lastSeen(reading.history(), reading.day());
    }
  }

  record Quotients(Measures measures, int over, int under, double factor, @Nullable Double whenZero)
      implements Cell {
    @Override
    public double value(Reading reading) {
      return Quotient.of(reading.metric(over), reading.metric(under), factor, whenZero);
    }

    @Override
    public void column(Columns days, double[] into) {
      double[] dividend = days.metric(over);
      double[] divisor = days.metric(under);
      for (int i = 0; i < days.length(); i++) {
        into[i] = Quotient.of(dividend[i], divisor[i], factor, whenZero);
      }
    }

    @Override
    public long settledFrom(AccountHistory history, double ceiling) {
      double never = Double.POSITIVE_INFINITY;
      return Math.max(
          measures.cell(over).settledFrom(history, never),
          measures.cell(under).settledFrom(history, never));
    }

    @Override
    public long lastSeen(Reading reading) {
      return Math.min(reading.lastSeen(over), reading.lastSeen(under));
    }
  }

  /** As fresh as the oldest metric in it. */
  record Formula(Measures measures, Expression expression, int[] places, @Nullable Double whenZero)
      implements Cell {
    @Override
    public double value(Reading reading) {
      boolean before = reading.beginExpression();
      double value = expression.value(reading);
      boolean divided = reading.endExpression(before);
      if (divided) {
        return whenZero == null ? Double.NaN : whenZero;
      }
      return Double.isFinite(value) ? value : Double.NaN;
    }

    @Override
    public void column(Columns days, double[] into) {
      Moves moves = new Moves();
      for (int place : places) {
        moves.metric(days.metric(place), Double.POSITIVE_INFINITY);
      }
      expression.facts().forEach(fact -> moves.fact(days.fact(fact)));
      Reading reading = days.read();
      for (int i = 0; i < days.length(); i++) {
        into[i] = moves.on(i) ? value(reading.move(i)) : into[i - 1];
      }
    }

    @Override
    public long settledFrom(AccountHistory history, double ceiling) {
      long settled = Long.MIN_VALUE;
      for (int place : places) {
        double from = expression.constantFrom(measures.metric(place).name());
        settled = Math.max(settled, measures.cell(place).settledFrom(history, from));
      }
      for (String fact : expression.facts()) {
        settled = Math.max(settled, history.lastFactDay(fact).orElse(Long.MIN_VALUE));
      }
      return settled;
    }

    @Override
    public long lastSeen(Reading reading) {
      long oldest = reading.day();
      for (int place : places) {
        oldest = Math.min(oldest, reading.lastSeen(place));
      }
      return oldest;
    }
  }
}
