package io.barometer.model.history;

/** The most active actor of the window, looked for again when a bucket with actors moved. */
final class SlidingTop implements Sliding {
  private final Names names;
  private final boolean share;
  private final long[] counts;

  /** The last day on which each actor entered. */
  private final long[] lastDays;

  private long total;
  private int top;
  private boolean moved = true;

  private SlidingTop(Names names, boolean share) {
    this.names = names;
    this.share = share;
    this.counts = new long[names.size()];
    this.lastDays = new long[names.size()];
  }

  /** Its share of the observations that name an actor. */
  static SlidingTop share(Names names) {
    return new SlidingTop(names, true);
  }

  /** The days since it was last active. */
  static SlidingTop silence(Names names) {
    return new SlidingTop(names, false);
  }

  @Override
  public void enter(DayBucket bucket) {
    add(bucket.actors, 1);
    for (int n = 0; n < bucket.actors.size(); n++) {
      lastDays[bucket.actors.id(n)] = bucket.day;
    }
  }

  @Override
  public void leave(DayBucket bucket) {
    add(bucket.actors, -1);
  }

  private void add(Tally actors, int sign) {
    for (int n = 0; n < actors.size(); n++) {
      counts[actors.id(n)] += (long) sign * actors.count(n);
      total += (long) sign * actors.count(n);
      moved = true;
    }
  }

  @Override
  public double value(long day) {
    if (total == 0) {
      return Double.NaN;
    }
    top = moved ? ActorRanking.first(counts, names) : top;
    moved = false;
    return share ? (double) counts[top] / total : (double) (day - lastDays[top]);
  }
}
