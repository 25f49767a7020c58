package io.barometer.model.score;

import io.barometer.model.scorecard.Band;
import io.barometer.model.scorecard.BandSet;
import io.barometer.model.scorecard.RollUp;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Scores parents from their children. Children without a score are left out. */
public final class RollUps {
  private static final int FULL = 1000;

  private RollUps() {}

  /**
   * Rolls up.
   *
   * @param bands the parent's bands
   */
  public static RolledUp of(RollUp how, List<ChildScore> children, BandSet bands) {
    long[] numerators = new long[children.size()];
    long whole = 0;
    int counted = 0;
    int worst = worst(children);
    for (int i = 0; i < numerators.length; i++) {
      ChildScore child = children.get(i);
      if (child.tenths().isEmpty()) {
        continue;
      }
      long weight =
          switch (how) {
            case RollUp.Worst _ -> i == worst ? 1 : 0;
            case RollUp.Mean _, RollUp.ShareBelow _ -> 1;
            case RollUp.ArrWeighted _ -> Math.max(0, child.arrMicros() / 1_000_000);
          };
      numerators[i] = Math.multiplyExact(weight, (long) value(how, child, bands));
      whole = Math.addExact(whole, weight);
      counted++;
    }
    return whole == 0 ? unknown(children) : known(children, numerators, whole, counted, bands);
  }

  private static int worst(List<ChildScore> children) {
    int worst = -1;
    for (int i = 0; i < children.size(); i++) {
      OptionalInt tenths = children.get(i).tenths();
      boolean lower =
          tenths.isPresent()
              && (worst < 0 || tenths.getAsInt() < children.get(worst).tenths().orElseThrow());
      worst = lower ? i : worst;
    }
    return worst;
  }

  private static int value(RollUp how, ChildScore child, BandSet bands) {
    int tenths = child.tenths().orElseThrow();
    return switch (how) {
      case RollUp.Worst _, RollUp.Mean _, RollUp.ArrWeighted _ -> tenths;
      case RollUp.ShareBelow(String band) -> tenths < end(bands, band) ? 0 : FULL;
    };
  }

  private static int end(BandSet bands, String name) {
    return bands.bands().stream()
        .filter(band -> band.name().equals(name))
        .mapToInt(Band::belowTenths)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no band " + name));
  }

  private static RolledUp known(
      List<ChildScore> children, long[] numerators, long whole, int counted, BandSet bands) {
    long sum = 0;
    for (long numerator : numerators) {
      sum = Math.addExact(sum, numerator);
    }
    int tenths = Remainders.halfUp(sum, whole);
    int[] shares = Remainders.parts(numerators, whole, tenths);
    List<RolledUp.Part> parts = new ArrayList<>();
    for (int i = 0; i < shares.length; i++) {
      parts.add(new RolledUp.Part(children.get(i), shares[i]));
    }
    return new RolledUp(
        OptionalInt.of(tenths), bands.bandOf(tenths), counted, children.size() - counted, parts);
  }

  private static RolledUp unknown(List<ChildScore> children) {
    int unknown = (int) children.stream().filter(child -> child.tenths().isEmpty()).count();
    List<RolledUp.Part> parts =
        children.stream().map(child -> new RolledUp.Part(child, 0)).toList();
    return new RolledUp(
        OptionalInt.empty(), Band.UNKNOWN, children.size() - unknown, unknown, parts);
  }
}
