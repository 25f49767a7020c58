package io.barometer.model.measure;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.history.SignalDays;
import io.barometer.model.history.SignalHistory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of one account on consecutive days: a column of values for each metric, made when it
 * is first asked for, bit for bit what a {@link Reading} of each day gives. Opened again for every
 * account, so that its tables are made once. For one thread.
 */
public final class Columns {
  private final Measures measures;
  private final double[][] values;
  private final boolean[] read;
  private final Map<Source, Opened> wholes = new IdentityHashMap<>();
  private final Map<Source, Opened> parts = new IdentityHashMap<>();
  private final Map<String, @Nullable String[]> facts = new HashMap<>();
  private AccountHistory history = new AccountHistory();
  private long firstDay;
  private int length;
  private int opened;
  private @Nullable Columns earlier;

  Columns(Measures measures) {
    this.measures = measures;
    this.values = new double[measures.size()][0];
    this.read = new boolean[measures.size()];
  }

  /** Takes an account and the days from the first on; forgets the one before. */
  public void open(AccountHistory history, long firstDay, int length) {
    this.history = history;
    this.firstDay = firstDay;
    this.length = length;
    opened++;
    Arrays.fill(read, false);
    facts.clear();
  }

  /** How many days there are. */
  public int length() {
    return length;
  }

  /** The metric at a place, by days after the first; {@link Double#NaN} where it is missing. */
  public double[] metric(int place) {
    if (!read[place]) {
      double[] column = values[place].length < length ? new double[length] : values[place];
      values[place] = column;
      measures.cell(place).column(this, column);
      read[place] = true;
    }
    return values[place];
  }

  /** The metric of a name, likewise. */
  public double[] metric(String name) {
    return metric(measures.place(name));
  }

  /** A fact, by days after the first; null where it was not told. */
  public @Nullable String[] fact(String name) {
    return facts.computeIfAbsent(name, told -> history.factDays(told, firstDay, length));
  }

  /** Ready to read any of the days; {@link Reading#move} chooses which. */
  public Reading read() {
    return new Reading(measures, this);
  }

  AccountHistory history() {
    return history;
  }

  long firstDay() {
    return firstDay;
  }

  /** All of the signal that is counted. */
  SignalDays whole(Source source) {
    return wholes
        .computeIfAbsent(source, one -> new Opened(SignalDays.within(measures.reach(one))))
        .at(source.counted(history));
  }

  /** The items that the source's filter takes. */
  SignalDays part(Source source) {
    return parts
        .computeIfAbsent(
            source, one -> new Opened(SignalDays.within(measures.reach(one), one::takes)))
        .at(source.known(history));
  }

  /** The same account on the same number of days, so many days earlier. */
  Columns earlier(int days) {
    if (earlier == null) {
      earlier = new Columns(measures);
    }
    earlier.open(history, firstDay - days, length);
    return earlier;
  }

  /** Makes the days before the first one on which anything is known missing. */
  void missingBefore(long since, double[] column) {
    long missing = since <= firstDay ? 0 : Math.min(length, since - firstDay);
    Arrays.fill(column, 0, (int) missing, Double.NaN);
  }

  private final class Opened {
    private final SignalDays days;
    private int last = -1;

    private Opened(SignalDays days) {
      this.days = days;
    }

    private SignalDays at(SignalHistory signal) {
      if (last != opened) {
        days.open(signal, firstDay, length);
        last = opened;
      }
      return days;
    }
  }
}
