package io.barometer.model.score;

import io.barometer.model.measure.Reading;
import io.barometer.model.score.Line.Lines;
import io.barometer.model.scorecard.Method.Rules;
import io.barometer.model.scorecard.Verdict;
import java.util.Arrays;
import java.util.List;

/** Verdicts read in order until one holds. */
final class Judging implements Run {
  private final List<Verdict> verdicts;
  private final Needs needs;
  private final Reading reading;
  private final int decided;

  Judging(Rules rules, Needs needs, Reading reading) {
    this.verdicts = rules.verdicts();
    this.needs = needs;
    this.reading = reading;
    int at = 0;
    while (!holds(verdicts.get(at))) {
      at++;
    }
    this.decided = at;
  }

  private boolean holds(Verdict verdict) {
    return switch (verdict.holds()) {
      case ANY -> firstHolding(verdict) >= 0;
      case ALL -> verdict.rules().stream().allMatch(rule -> rule.when().holds(reading));
      case OTHERWISE -> true;
    };
  }

  private int firstHolding(Verdict verdict) {
    for (int i = 0; i < verdict.rules().size(); i++) {
      if (verdict.rules().get(i).when().holds(reading)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public long weight() {
    return needs.size();
  }

  @Override
  public long covered() {
    return needs.known(reading);
  }

  @Override
  public long fresh(int days) {
    return needs.fresh(reading, days);
  }

  @Override
  public String objection() {
    return "";
  }

  @Override
  public int tenths() {
    return verdicts.get(decided).tenths();
  }

  @Override
  public double group(String name) {
    return Double.NaN;
  }

  @Override
  public void addTo(Lines lines, boolean scored) {
    for (int v = 0; v < verdicts.size(); v++) {
      Verdict verdict = verdicts.get(v);
      int[] given = scored && v == decided ? given(verdict) : new int[verdict.rules().size()];
      for (int i = 0; i < verdict.rules().size(); i++) {
        lines.add(line(verdict, i, given[i]));
      }
      if (scored && v == decided && verdict.holds() == Verdict.Holds.OTHERWISE) {
        String says = "nothing else applies: " + verdict.name();
        lines.add(Line.of(verdict.name(), "otherwise", says, verdict.tenths(), verdict.tenths()));
      }
    }
  }

  private int[] given(Verdict verdict) {
    int size = verdict.rules().size();
    int[] given = new int[size];
    if (verdict.holds() == Verdict.Holds.ANY) {
      given[firstHolding(verdict)] = verdict.tenths();
    } else if (size > 0) {
      long[] even = new long[size];
      Arrays.fill(even, verdict.tenths());
      return Remainders.parts(even, size, verdict.tenths());
    }
    return given;
  }

  private Line line(Verdict verdict, int i, int tenths) {
    Verdict.Rule rule = verdict.rules().get(i);
    double value = rule.when().value(reading);
    String verb = Double.isNaN(value) ? "no data: " : value == 1 ? "yes: " : "no: ";
    return new Line(
        verdict.name(),
        verdict.name() + "_" + (i + 1),
        null,
        verb + rule.reason(),
        value,
        Double.NaN,
        0,
        0,
        tenths,
        tenths,
        Double.isNaN(value) ? Treatment.EXCLUDED : Treatment.COUNTED);
  }
}
