package io.barometer.model.scorecard;

import java.util.List;

/** A named way to cut 0 to 100 into bands, lowest first. */
public record BandSet(String name, List<Band> bands) {
  /** The name of a scorecard's own bands. */
  public static final String DEFAULT = "default";

  public BandSet {
    bands = List.copyOf(bands);
  }

  /** The band of a score in tenths, 0 to 1000. */
  public String bandOf(int tenths) {
    for (Band band : bands) {
      if (tenths >= band.fromTenths() && tenths < band.belowTenths()) {
        return band.name();
      }
    }
    return bands.getLast().name();
  }
}
