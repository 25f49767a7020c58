package io.barometer.model;

import io.barometer.model.history.Observation;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Observations for properties: few signals, actors and items over 200 days, so that they meet. */
public final class RandomEvents {
  private RandomEvents() {}

  public static Arbitrary<List<Observation>> lists() {
    return observations().list().ofMaxSize(60);
  }

  public static Arbitrary<Observation> observations() {
    return Combinators.combine(
            Arbitraries.of("activity", "activity", "activity", "ticket.opened"),
            Arbitraries.integers().between(0, 200),
            Arbitraries.integers().between(0, 23),
            Arbitraries.longs().between(-5_000_000, 5_000_000),
            Arbitraries.of("ann", "bob", "cid", "dora", "").injectNull(0.1),
            Arbitraries.of("search", "report", "export", "").injectNull(0.1))
        .as(
            (signal, day, hour, micros, actor, item) ->
                new Observation(signal, Events.at(day, hour), micros, actor, item));
  }
}
