package io.barometer.model.scorecard;

import io.barometer.model.scorecard.Violation.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Bands stand lowest first and cover 0 to 100 without a gap and without an overlap. */
final class BandRules {
  private static final int FULL = 1000;

  private final String path;
  private final List<Band> bands;
  private final Findings findings;

  BandRules(String path, List<Band> bands, Findings findings) {
    this.path = path;
    this.bands = bands;
    this.findings = findings;
  }

  void check() {
    findings.notEmpty(path, bands);
    List<String> before = new ArrayList<>();
    int covered = 0;
    for (int i = 0; i < bands.size(); i++) {
      name(path + "[" + i + "].name", bands.get(i).name(), before);
      range(path + "[" + i + "]", bands.get(i));
      join(path + "[" + i + "]", i, covered);
      covered = Math.max(covered, bands.get(i).belowTenths());
    }
    if (!bands.isEmpty() && covered < FULL) {
      gap(path, covered, FULL);
    }
  }

  private void name(String at, String name, List<String> before) {
    findings.text(at, name);
    findings.unique(at, name, before);
    if (name.equals(Band.UNKNOWN)) {
      findings.add(at, Reason.NAME_TAKEN, "\"Unknown\" stands for no score; choose another name");
    }
    before.add(name);
  }

  private void range(String at, Band band) {
    if (band.fromTenths() < 0 || band.belowTenths() > FULL) {
      String message = "%s reaches beyond 0.0 to 100.0".formatted(interval(band));
      findings.add(at, Reason.RANGE, message);
    } else if (band.fromTenths() >= band.belowTenths()) {
      findings.add(at, Reason.RANGE, "%s is empty".formatted(interval(band)));
    }
  }

  private void join(String at, int i, int covered) {
    Band band = bands.get(i);
    if (band.fromTenths() > covered) {
      gap(at, covered, band.fromTenths());
    } else if (i > 0 && band.fromTenths() < covered) {
      int end = Math.min(covered, band.belowTenths());
      overlap(at, band.fromTenths(), Math.max(end, band.fromTenths()), band.name());
    }
  }

  private void gap(String at, int from, int below) {
    String message =
        "no band holds the scores from %s to below %s"
            .formatted(Tenths.text(from), Tenths.text(below));
    findings.add(at, Reason.BANDS_GAP, message, details(from, below));
  }

  private void overlap(String at, int from, int below, String name) {
    String message =
        "the scores from %s to below %s of \"%s\" belong to a band before it"
            .formatted(Tenths.text(from), Tenths.text(below), name);
    findings.add(at, Reason.BANDS_OVERLAP, message, details(from, below));
  }

  private static String interval(Band band) {
    return "\"%s\" from %s to below %s"
        .formatted(band.name(), Tenths.text(band.fromTenths()), Tenths.text(band.belowTenths()));
  }

  private static Map<String, String> details(int from, int below) {
    return Map.of("from", Tenths.text(from), "below", Tenths.text(below));
  }
}
