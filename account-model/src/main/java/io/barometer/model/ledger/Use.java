package io.barometer.model.ledger;

/** How a metric uses the observations of a signal. Ages in whole UTC days. */
sealed interface Use {
  /** A day whose weight is below 10⁻⁶ counts nothing. */
  int HALF_LIVES = 20;

  /** The signal, or a derived one by its name in the scorecard. */
  String signal();

  /** Where an observation of this age stands; 0 when it does not count. */
  long place(long age);

  /** All of the last days alike. */
  record Window(String signal, int days) implements Use {
    @Override
    public long place(long age) {
      return age < days ? 1 : 0;
    }
  }

  /** The last days against the days before. */
  record TwoWindows(String signal, int days) implements Use {
    @Override
    public long place(long age) {
      return age < days ? 1 : age < 2L * days ? 2 : 0;
    }
  }

  /** Each less, the older it is. */
  record Fading(String signal, double halfLifeDays) implements Use {
    @Override
    public long place(long age) {
      return age > HALF_LIVES * halfLifeDays ? 0 : 1 + age;
    }
  }

  /** The age of the latest. */
  record Latest(String signal) implements Use {
    @Override
    public long place(long age) {
      return 1 + age;
    }
  }

  /** The age of the first. */
  record First(String signal) implements Use {
    @Override
    public long place(long age) {
      return 1 + age;
    }
  }
}
