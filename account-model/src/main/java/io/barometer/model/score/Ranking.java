package io.barometer.model.score;

import io.barometer.model.score.Line.Lines;
import io.barometer.model.scorecard.RankBand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The place of a weighted average in a population. */
final class Ranking implements Run {
  private final Weighing base;
  private final List<RankBand> bands;
  private final @Nullable Population population;
  private final int least;

  Ranking(Weighing base, List<RankBand> bands, @Nullable Population population, int least) {
    this.base = base;
    this.bands = bands;
    this.population = population;
    this.least = least;
  }

  @Override
  public long weight() {
    return base.weight();
  }

  @Override
  public long covered() {
    return base.covered();
  }

  @Override
  public long fresh(int days) {
    return base.fresh(days);
  }

  @Override
  public String objection() {
    return base.objection().isEmpty() ? tooFew() : base.objection();
  }

  private String tooFew() {
    int size = population == null ? 0 : population.size();
    if (size == 0) {
      return "no population to rank it in";
    }
    return size < least
        ? "%d accounts to rank it among: a rank is for %d or more".formatted(size, least)
        : "";
  }

  /** The score of the average alone, which populations are made of. */
  int baseTenths() {
    return base.tenths();
  }

  @Override
  public int tenths() {
    return population == null ? 0 : tenths(population.percentRank(base.tenths()), bands);
  }

  /** Linear in rank inside the band; the boundary belongs to the better band. */
  static int tenths(double percentRank, List<RankBand> bands) {
    double top = 100;
    for (RankBand band : bands) {
      double bottom = 100 - band.topPercent();
      if (percentRank >= bottom) {
        double share = (percentRank - bottom) / (top - bottom);
        double tenths = band.fromTenths() + (band.toTenths() - band.fromTenths()) * share;
        return (int) StrictMath.floor(tenths + 0.5);
      }
      top = bottom;
    }
    return bands.getLast().fromTenths();
  }

  @Override
  public double group(String name) {
    return base.group(name);
  }

  @Override
  public void addTo(Lines lines, boolean scored) {
    base.addTo(lines, scored);
    if (scored && population != null) {
      String says =
          "ahead of %s percent of %d accounts"
              .formatted(
                  Sentences.number(population.percentRank(base.tenths())), population.size());
      lines.add(Line.of("rank", "rank", says, tenths() - base.tenths(), 0));
    }
  }
}
