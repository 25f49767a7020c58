package io.barometer.scoring.explain;

import io.barometer.edge.ProtoDate;
import io.barometer.model.history.AccountHistory;
import io.barometer.proto.scoring.v1.Release;
import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;

/** What the vendor shipped. It moves no score, but it may be why the signals moved. */
final class Releases {
  private static final String SIGNAL = "release.";

  private final SortedSet<Shipped> shipped = new TreeSet<>();

  private record Shipped(long day, String product, String version) implements Comparable<Shipped> {
    private static final Comparator<Shipped> ORDER =
        Comparator.comparingLong(Shipped::day)
            .thenComparing(Shipped::product)
            .thenComparing(Shipped::version);

    @Override
    public int compareTo(Shipped other) {
      return ORDER.compare(this, other);
    }
  }

  /** Adds those that a history tells of the days from one to another. */
  Releases add(AccountHistory history, long from, long to) {
    for (String signal : history.signals()) {
      if (signal.startsWith(SIGNAL)) {
        String product = signal.substring(SIGNAL.length());
        history
            .signal(signal)
            .items(from, to, (version, day) -> shipped.add(new Shipped(day, product, version)));
      }
    }
    return this;
  }

  /** Each once, oldest first. */
  Iterable<Release> messages() {
    return shipped.stream()
        .map(
            one ->
                Release.newBuilder()
                    .setProduct(one.product())
                    .setVersion(one.version())
                    .setDate(ProtoDate.date(one.day()))
                    .build())
        .toList();
  }
}
