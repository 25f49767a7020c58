package io.barometer.language;

import io.barometer.model.scorecard.Adjustment;
import io.barometer.model.scorecard.Band;
import io.barometer.model.scorecard.BandSet;
import io.barometer.model.scorecard.Choice;
import io.barometer.model.scorecard.DerivedSignal;
import io.barometer.model.scorecard.Metric;
import io.barometer.model.scorecard.OverrideRule;
import io.barometer.model.scorecard.RollUp;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.model.scorecard.Sufficiency;
import io.barometer.model.scorecard.Tenths;
import io.barometer.model.scorecard.Variant;
import java.util.List;
import java.util.stream.Collectors;

/** The description of a model for people, in Markdown, from the file itself (GOV2). */
public final class ModelDocs {
  private final Scorecard card;
  private final StringBuilder out = new StringBuilder(8192);

  private ModelDocs(Scorecard card) {
    this.card = card;
  }

  /** Writes the description. */
  public static String of(ModelFile file) {
    return new ModelDocs(file.card()).write(file);
  }

  private String write(ModelFile file) {
    line("# " + card.title());
    line("");
    line(
        "`%s` %s · score **%s** · hash `%s`"
            .formatted(card.name(), card.version(), card.score(), card.hash().substring(0, 16)));
    paragraph(file.description());
    String author = file.author().text();
    String reason = file.reason().text();
    if (!author.isEmpty() || !reason.isEmpty()) {
      paragraph("%s: %s".formatted(author.isEmpty() ? "—" : author, reason));
    }
    new MethodDocs(card, this::line).write();
    adjustments();
    bands();
    choices("Segments", card.segments());
    choices("Stages", card.stages());
    variants();
    sufficiency();
    hierarchy();
    overrides();
    metrics();
    signals();
    return out.toString();
  }

  private void adjustments() {
    if (card.adjustments().isEmpty()) {
      return;
    }
    heading("Adjustments");
    line("| when | effect | because |");
    line("|---|---|---|");
    for (Adjustment adjustment : card.adjustments()) {
      String label = adjustment.label() == null ? "" : " · “" + adjustment.label() + "”";
      line(
          "| `%s` | %s%s | %s |"
              .formatted(
                  cell(adjustment.when().source()),
                  effect(adjustment.effect()),
                  label,
                  cell(adjustment.reason())));
    }
  }

  private static String effect(Adjustment.Effect effect) {
    return switch (effect) {
      case Adjustment.Except(List<String> names) ->
          names.isEmpty() ? "no other adjustment" : "not " + String.join(", ", names);
      case Adjustment.Factor(double factor) -> "× " + factor;
      case Adjustment.Bonus(int tenths) -> (tenths < 0 ? "" : "+") + Tenths.text(tenths);
      case Adjustment.Floor(int tenths) -> "at least " + Tenths.text(tenths);
      case Adjustment.Cap(int tenths) -> "at most " + Tenths.text(tenths);
      case Adjustment.Veto(int tenths) -> "exactly " + Tenths.text(tenths);
      case Adjustment.Label() -> "label only";
    };
  }

  private void bands() {
    heading("Bands");
    for (BandSet set : card.bandSets()) {
      String name = set.name().equals(BandSet.DEFAULT) ? "" : set.name() + ": ";
      line(
          "- "
              + name
              + set.bands().reversed().stream()
                  .map(ModelDocs::band)
                  .collect(Collectors.joining(" · ")));
    }
  }

  private static String band(Band band) {
    return "**" + band.name() + "** from " + Tenths.text(band.fromTenths());
  }

  private void choices(String title, List<Choice> choices) {
    if (choices.isEmpty()) {
      return;
    }
    heading(title);
    line("The first that holds.");
    line("");
    for (Choice choice : choices) {
      String when = choice.when() == null ? "everybody else" : "`" + choice.when().source() + "`";
      String bands = choice.bands() == null ? "" : ", bands " + choice.bands();
      String variant = choice.variant() == null ? "" : ", variant " + choice.variant();
      line("- **" + choice.name() + "**: " + when + bands + variant);
    }
  }

  private void variants() {
    if (card.variants().isEmpty()) {
      return;
    }
    heading("Variants");
    for (Variant variant : card.variants()) {
      line(
          "- **%s**: %s"
              .formatted(
                  variant.name(),
                  variant.applied(card.dimensions()).stream()
                      .map(dimension -> dimension.title() + " " + dimension.weight() + " %")
                      .collect(Collectors.joining(", "))));
    }
  }

  private void sufficiency() {
    Sufficiency needs = card.sufficiency();
    heading("Enough data");
    line(
        "There is a score when %s %% of the weight has data%s."
            .formatted(
                percent(needs.minimumCoverage()),
                needs.minimumFreshness() == 0
                    ? ""
                    : " and %s %% has data of the last %d days"
                        .formatted(percent(needs.minimumFreshness()), needs.freshDays())));
  }

  private static String percent(double share) {
    return Texts.number(share * 100);
  }

  private void hierarchy() {
    if (card.rollUp() == null) {
      return;
    }
    heading("Parents");
    line(
        switch (card.rollUp()) {
          case RollUp.Worst() -> "The worst of the children.";
          case RollUp.Mean() -> "The mean of the children.";
          case RollUp.ArrWeighted() -> "The mean of the children, weighed by recurring revenue.";
          case RollUp.ShareBelow(String band) ->
              "100 less the percent of the children in band " + band + " or lower.";
        });
  }

  private void overrides() {
    heading("Overrides");
    if (card.overrides().isEmpty()) {
      line("Nobody may override this score.");
    }
    for (OverrideRule rule : card.overrides()) {
      line(
          "- %s: up to %s up, %s down, for at most %d days"
              .formatted(
                  rule.role(),
                  Tenths.text(rule.upTenths()),
                  Tenths.text(rule.downTenths()),
                  rule.longestDays()));
    }
  }

  private void metrics() {
    heading("Metrics");
    line("| name | unit | how it is made |");
    line("|---|---|---|");
    for (Metric metric : card.metrics()) {
      line(
          "| %s | %s | %s |".formatted(metric.name(), metric.unit(), cell(Texts.describe(metric))));
    }
  }

  private void signals() {
    if (card.signals().isEmpty()) {
      return;
    }
    heading("Derived signals");
    for (DerivedSignal signal : card.signals()) {
      line("- %s: `%s` where `%s`".formatted(signal.name(), signal.of(), signal.filter().source()));
    }
  }

  private void heading(String text) {
    line("");
    line("## " + text);
    line("");
  }

  private void paragraph(String text) {
    if (!text.isBlank()) {
      line("");
      line(text.strip());
    }
  }

  private void line(String line) {
    out.append(line).append('\n');
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}
