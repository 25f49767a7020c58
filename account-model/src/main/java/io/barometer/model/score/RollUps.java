package io.barometer.model.score;

import io.barometer.model.scorecard.Band;
import io.barometer.model.scorecard.BandSet;
import io.barometer.model.scorecard.RollUp;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * Scores parents from their children. Children without a score are left out. Revenue in different
 * currencies is not compared: there is no rate that a score could name.
 */
public final class RollUps {
  private static final int FULL = 1000;

  private RollUps() {}

  /**
   * Rolls up.
   *
   * @param bands the parent's bands
   */
  public static RolledUp of(RollUp how, List<ChildScore> children, BandSet bands) {
    long[] weights = weights(how, children);
    long[] numerators = new long[weights.length];
    long whole = 0;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        numerators[i] = Math.multiplyExact(weights[i], (long) value(how, children.get(i), bands));
        whole = Math.addExact(whole, weights[i]);
      }
    }
    String objection = objection(how, children, whole);
    return objection.isEmpty()
        ? known(children, weights, numerators, whole, bands)
        : unknown(children, objection);
  }

  private static long[] weights(RollUp how, List<ChildScore> children) {
    long[] weights = new long[children.size()];
    int worst = worst(children);
    for (int i = 0; i < weights.length; i++) {
      ChildScore child = children.get(i);
      if (child.tenths().isPresent()) {
        weights[i] =
            switch (how) {
              case RollUp.Worst _ -> i == worst ? 1 : 0;
              case RollUp.Mean _, RollUp.ShareBelow _ -> 1;
              case RollUp.ArrWeighted _ -> Math.max(0, child.arrMicros() / 1_000_000);
            };
      }
    }
    return weights;
  }

  private static String objection(RollUp how, List<ChildScore> children, long whole) {
    if (counted(children) == 0) {
      return "no child has a score";
    }
    if (how instanceof RollUp.ArrWeighted) {
      Set<String> currencies = new TreeSet<>();
      children.stream()
          .filter(child -> child.tenths().isPresent() && child.arrMicros() > 0)
          .forEach(child -> currencies.add(child.currency()));
      if (currencies.size() > 1) {
        return "ARR in " + String.join(" and ", currencies) + " cannot be weighed together";
      }
    }
    return whole == 0 ? "no child with a score has ARR to weigh it by" : "";
  }

  private static int counted(List<ChildScore> children) {
    return (int) children.stream().filter(child -> child.tenths().isPresent()).count();
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
      List<ChildScore> children, long[] weights, long[] numerators, long whole, BandSet bands) {
    long sum = 0;
    for (long numerator : numerators) {
      sum = Math.addExact(sum, numerator);
    }
    int tenths = Remainders.halfUp(sum, whole);
    int[] shares = Remainders.parts(numerators, whole, tenths);
    List<RolledUp.Part> parts = new ArrayList<>();
    for (int i = 0; i < shares.length; i++) {
      int possible = (int) Math.ceilDiv(FULL * weights[i], whole);
      double percent = 100.0 * weights[i] / whole;
      parts.add(new RolledUp.Part(children.get(i), shares[i], possible, percent));
    }
    int counted = counted(children);
    return new RolledUp(
        OptionalInt.of(tenths),
        bands.bandOf(tenths),
        counted,
        children.size() - counted,
        "",
        parts);
  }

  private static RolledUp unknown(List<ChildScore> children, String objection) {
    List<RolledUp.Part> parts =
        children.stream().map(child -> new RolledUp.Part(child, 0, 0, 0)).toList();
    int counted = counted(children);
    return new RolledUp(
        OptionalInt.empty(), Band.UNKNOWN, counted, children.size() - counted, objection, parts);
  }
}
