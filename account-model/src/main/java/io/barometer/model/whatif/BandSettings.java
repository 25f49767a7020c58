package io.barometer.model.whatif;

import io.barometer.model.name.NearestName;
import io.barometer.model.scorecard.Band;
import io.barometer.model.scorecard.BandSet;
import io.barometer.model.scorecard.Tenths;
import io.barometer.model.scorecard.Violation;
import io.barometer.model.scorecard.Violation.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Bands that begin elsewhere. */
final class BandSettings {
  private static final int FULL = 1000;

  private final List<Setting> settings;
  private final List<Violation> found;

  BandSettings(List<Setting> settings, List<Violation> found) {
    this.settings = settings;
    this.found = found;
  }

  List<BandSet> sets(List<BandSet> sets) {
    check(sets);
    List<BandSet> changed = new ArrayList<>();
    for (BandSet set : sets) {
      changed.add(new BandSet(set.name(), bands(set)));
    }
    return changed;
  }

  private void check(List<BandSet> sets) {
    Set<String> known = new TreeSet<>();
    Set<String> before = new TreeSet<>();
    for (BandSet set : sets) {
      for (Band band : set.bands()) {
        known.add(band.name());
        known.add(set.name() + "/" + band.name());
      }
    }
    for (int i = 0; i < settings.size(); i++) {
      Setting setting = settings.get(i);
      if (!known.contains(setting.name())) {
        note(
            i,
            "name",
            Reason.NAME_UNKNOWN,
            "there is no band \"%s\".%s"
                .formatted(setting.name(), NearestName.hint(setting.name(), known)),
            NearestName.of(setting.name(), known).map(near -> Map.of("nearest", near)));
      } else if (!before.add(setting.name())) {
        note(i, "name", Reason.NAME_TAKEN, "\"" + setting.name() + "\" is set twice");
      }
      if (setting.value() < 0 || setting.value() > FULL) {
        note(i, "from_tenths", Reason.RANGE, "a band begins between 0.0 and 100.0");
      }
    }
  }

  private List<Band> bands(BandSet set) {
    List<Band> bands = set.bands();
    int[] from = new int[bands.size()];
    int[] setBy = new int[bands.size()];
    for (int b = 0; b < from.length; b++) {
      from[b] = bands.get(b).fromTenths();
      setBy[b] = -1;
      for (int i = 0; i < settings.size(); i++) {
        if (isAbout(settings.get(i), set, bands.get(b))) {
          from[b] = settings.get(i).value();
          setBy[b] = i;
        }
      }
    }
    order(set, from, setBy);
    List<Band> changed = new ArrayList<>();
    for (int b = 0; b < from.length; b++) {
      int below = b + 1 < from.length ? from[b + 1] : FULL;
      changed.add(new Band(bands.get(b).name(), from[b], below));
    }
    return changed;
  }

  /** The name of a set wins over the name of the band alone. */
  private boolean isAbout(Setting setting, BandSet set, Band band) {
    String whole = set.name() + "/" + band.name();
    return setting.name().equals(whole)
        || setting.name().equals(band.name())
            && settings.stream().noneMatch(other -> other.name().equals(whole));
  }

  private void order(BandSet set, int[] from, int[] setBy) {
    if (setBy[0] >= 0 && from[0] != 0) {
      String name = set.bands().getFirst().name();
      note(setBy[0], "from_tenths", Reason.RANGE, "\"" + name + "\" is the lowest and begins at 0");
    }
    for (int b = 1; b < from.length; b++) {
      int by = Math.max(setBy[b], setBy[b - 1]);
      if (from[b] <= from[b - 1] && by >= 0) {
        note(
            by,
            "from_tenths",
            Reason.ORDER,
            "in the band set \"%s\", \"%s\" would begin at %s and not above \"%s\", which begins at %s"
                .formatted(
                    set.name(),
                    set.bands().get(b).name(),
                    Tenths.text(from[b]),
                    set.bands().get(b - 1).name(),
                    Tenths.text(from[b - 1])));
      }
    }
  }

  private void note(int at, String field, Reason reason, String message) {
    note(at, field, reason, message, Optional.empty());
  }

  private void note(
      int at, String field, Reason reason, String message, Optional<Map<String, String>> details) {
    found.add(
        new Violation(
            "bands[%d].%s".formatted(at, field),
            reason,
            message,
            new TreeMap<>(details.orElse(Map.of()))));
  }
}
