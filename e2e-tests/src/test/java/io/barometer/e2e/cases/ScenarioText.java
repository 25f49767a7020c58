package io.barometer.e2e.cases;

import io.barometer.model.scorecard.Tenths;
import io.barometer.proto.scoring.v1.Assessment;
import io.barometer.proto.scoring.v1.Choice;
import io.barometer.proto.scoring.v1.Contribution;

/** What the services say of a scenario, in the words of the golden files. */
final class ScenarioText {
  /** A variant is told only when there is one. */
  private static final Choice AS_IT_STANDS =
      Choice.newBuilder().setBecause("the scorecard as it stands").build();

  private final StringBuilder out = new StringBuilder();

  private ScenarioText() {}

  static String of(Scenario scenario) {
    ScenarioText text = new ScenarioText();
    text.add(scenario);
    return text.out.toString();
  }

  private void add(Scenario scenario) {
    Assessment said = scenario.score().getAssessment();
    line("# " + scenario.told().name());
    line(
        "%s %s, coverage %d %%, fresh %d %%"
            .formatted(
                scenario.score().getScoreName(),
                scenario.after(),
                scenario.score().getScore().getCoveragePercent(),
                said.getFreshnessPercent()));
    said.getLabelsList().forEach(label -> line("label: " + label));
    choice("segment", said.getSegment());
    choice("stage", said.getStage());
    choice("bands", said.getBands());
    choice("variant", said.hasVariant() ? said.getVariant() : AS_IT_STANDS);
    line(Scenario.day(scenario.why().getComparedDate()) + ": " + scenario.before());
    scenario.why().getContributionsList().forEach(this::contribution);
    scenario
        .why()
        .getScore()
        .getDriversList()
        .forEach(driver -> line("driver: " + driver.getText()));
    line("");
  }

  private void choice(String what, Choice choice) {
    line(what + " " + choice.getName() + ": " + choice.getBecause());
  }

  private void contribution(Contribution part) {
    line(
        "  %7s of %6s  %6s  %s: %s"
            .formatted(
                Tenths.text(part.getTenths()),
                Tenths.text(part.getPossibleTenths()),
                (part.getChangeTenths() > 0 ? "+" : "") + Tenths.text(part.getChangeTenths()),
                part.getDimension(),
                part.getText()));
  }

  private void line(String line) {
    out.append(line.stripTrailing()).append('\n');
  }
}
