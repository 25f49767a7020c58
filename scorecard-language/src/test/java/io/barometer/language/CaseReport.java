package io.barometer.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.model.score.Assessment;
import io.barometer.model.score.Contribution;
import io.barometer.model.score.Explanation;
import io.barometer.model.score.Resolution;
import io.barometer.model.score.RollUps;
import io.barometer.model.score.RolledUp;
import io.barometer.model.score.Score;
import io.barometer.model.score.Scorer;
import io.barometer.model.scorecard.RollUp;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.model.scorecard.Tenths;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a model says of its cases, as text; on the way it checks that lines add up. */
final class CaseReport {
  private final Scorecard card;
  private final StringBuilder out = new StringBuilder();
  private final Set<String> connected = new TreeSet<>();

  CaseReport(Scorecard card) {
    this.card = card;
  }

  /** The cases are the accounts of one tenant: what one of them ever told has a source. */
  String of(List<ModelCase> cases) {
    cases.forEach(told -> connected.addAll(told.history(card).signals()));
    cases.forEach(this::add);
    return out.toString();
  }

  private void add(ModelCase told) {
    line("# " + told.name());
    RollUp rollUp = card.rollUp();
    if (rollUp != null && !told.children().isEmpty()) {
      rolledUp(RollUps.of(rollUp, told.children(), card.bandSets().getFirst()));
    } else {
      explained(told);
    }
    line("");
  }

  private void explained(ModelCase told) {
    Scorer scorer = Scorer.of(card).connectedTo(connected);
    scorer = told.populations() == null ? scorer : scorer.among(told.populations());
    Explanation why = scorer.explain(told.history(card), told.day(), told.comparedDay());
    assertThat(scorer.score(told.history(card), told.day())).isEqualTo(why.score());
    addsUp(why);
    Assessment said = why.assessment();
    line(
        "%s %s, coverage %d %%, fresh %d %%"
            .formatted(
                card.score(),
                text(why.score()),
                why.score().coveragePercent(),
                said.freshnessPercent()));
    if (!said.unknownBecause().isEmpty()) {
      line("no score: " + said.unknownBecause());
    }
    if (said.override() != null) {
      line("computed " + text(said.computed()));
    }
    said.labels().forEach(label -> line("label: " + label));
    resolved(said.resolution());
    line(day(told.comparedDay()) + ": " + text(why.compared()));
    why.contributions().forEach(this::contribution);
    why.drivers().forEach(driver -> line("driver: " + driver.text()));
  }

  private static void addsUp(Explanation why) {
    int sum = why.contributions().stream().mapToInt(Contribution::tenths).sum();
    int change = why.contributions().stream().mapToInt(Contribution::changeTenths).sum();
    assertThat(sum).isEqualTo(why.score().tenths().orElse(0));
    if (why.score().known() && why.compared().known()) {
      assertThat(change)
          .isEqualTo(why.score().tenths().orElseThrow() - why.compared().tenths().orElseThrow());
    }
  }

  private void resolved(Resolution resolution) {
    if (!resolution.segment().isEmpty()) {
      line("segment " + resolution.segment() + ": " + resolution.segmentBecause());
    }
    if (!resolution.stage().isEmpty()) {
      line("stage " + resolution.stage() + ": " + resolution.stageBecause());
    }
    if (!card.segments().isEmpty() || !card.stages().isEmpty()) {
      line("bands " + resolution.bandSet() + ": " + resolution.bandsBecause());
      line("variant " + resolution.variant() + ": " + resolution.variantBecause());
    }
  }

  private void contribution(Contribution part) {
    line(
        "  %7s of %6s  %6s  %s: %s"
            .formatted(
                Tenths.text(part.tenths()),
                Tenths.text(part.possibleTenths()),
                (part.changeTenths() > 0 ? "+" : "") + Tenths.text(part.changeTenths()),
                part.dimension(),
                part.text()));
  }

  private void rolledUp(RolledUp rolled) {
    String score = rolled.tenths().isEmpty() ? "–" : Tenths.text(rolled.tenths().getAsInt());
    line(
        "%s %s, %d counted, %d unknown"
            .formatted(score, rolled.band(), rolled.counted(), rolled.unknown()));
    int sum = 0;
    for (RolledUp.Part part : rolled.parts()) {
      line("  %7s  %s".formatted(Tenths.text(part.tenths()), part.child().account()));
      sum += part.tenths();
    }
    assertThat(sum).isEqualTo(rolled.tenths().orElse(0));
  }

  private static String text(Score score) {
    return (score.tenths().isEmpty() ? "–" : Tenths.text(score.tenths().getAsInt()))
        + " "
        + score.band();
  }

  private static String day(long day) {
    return LocalDate.ofEpochDay(day).toString();
  }

  private void line(String line) {
    out.append(line.stripTrailing()).append('\n');
  }
}
