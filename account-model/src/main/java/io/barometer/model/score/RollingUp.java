package io.barometer.model.score;

import io.barometer.model.score.Line.Lines;
import io.barometer.model.scorecard.BandSet;
import io.barometer.model.scorecard.RollUp;

/** The children of an account in place of a method: each of them is a part of the same weight. */
final class RollingUp implements Run {
  /** The section of the children's lines. */
  static final String SECTION = "children";

  private final Children children;
  private final RolledUp rolled;

  RollingUp(RollUp how, Children children, BandSet bands) {
    this.children = children;
    this.rolled = RollUps.of(how, children.scores(), bands);
  }

  @Override
  public long weight() {
    return Math.max(1, children.scores().size());
  }

  @Override
  public long covered() {
    return rolled.counted();
  }

  /** A child that has a score has data that is fresh enough for it. */
  @Override
  public long fresh(int days) {
    return rolled.counted();
  }

  @Override
  public String whole() {
    return "its children";
  }

  @Override
  public String nothing() {
    return objection();
  }

  @Override
  public String objection() {
    return children.objection().isEmpty() ? rolled.objection() : children.objection();
  }

  @Override
  public int tenths() {
    return rolled.tenths().orElse(0);
  }

  @Override
  public double group(String name) {
    return Double.NaN;
  }

  @Override
  public void addTo(Lines lines, boolean scored) {
    for (RolledUp.Part part : rolled.parts()) {
      ChildScore child = part.child();
      boolean known = child.tenths().isPresent();
      double value = known ? child.tenths().getAsInt() / 10.0 : Double.NaN;
      lines.add(
          new Line(
              SECTION,
              child.account(),
              null,
              child.name(),
              value,
              value / 100,
              100.0 / weight(),
              scored ? part.weightPercent() : 0,
              scored ? part.tenths() : 0,
              scored ? part.possibleTenths() : 0,
              known ? Treatment.COUNTED : Treatment.EXCLUDED));
    }
  }
}
