package io.barometer.model.score;

import io.barometer.model.measure.Measures;
import io.barometer.model.measure.Reading;
import io.barometer.model.scorecard.BandSet;
import io.barometer.model.scorecard.Choice;
import io.barometer.model.scorecard.Expression;
import io.barometer.model.scorecard.Metric;
import io.barometer.model.scorecard.Scorecard;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Finds the segment and the stage of an account: the first that holds. */
final class Resolver {
  private final List<Choice> segments;
  private final List<Choice> stages;
  private final Measures measures;
  private final List<String> variants;
  private final List<String> bandSets;

  /** By place of the segment and of the stage, −1 for none, so that choosing makes nothing. */
  private final Chosen[][] chosen;

  /**
   * What applies, by place.
   *
   * @param bandSet place of the band set
   * @param variant 0 for the scorecard as it stands, else 1 + place of the variant
   */
  record Chosen(@Nullable Choice segment, @Nullable Choice stage, int bandSet, int variant) {
    String segmentName() {
      return segment == null ? "" : segment.name();
    }
  }

  Resolver(Scorecard card, Measures measures) {
    this(
        card.segments(),
        card.stages(),
        measures,
        card.variants().stream().map(variant -> variant.name()).toList(),
        card.bandSets().stream().map(BandSet::name).toList());
  }

  private Resolver(
      List<Choice> segments,
      List<Choice> stages,
      Measures measures,
      List<String> variants,
      List<String> bandSets) {
    this.segments = segments;
    this.stages = stages;
    this.measures = measures;
    this.variants = variants;
    this.bandSets = bandSets;
    this.chosen = new Chosen[segments.size() + 1][stages.size() + 1];
    for (int segment = -1; segment < segments.size(); segment++) {
      for (int stage = -1; stage < stages.size(); stage++) {
        chosen[segment + 1][stage + 1] =
            chosen(
                segment < 0 ? null : segments.get(segment), stage < 0 ? null : stages.get(stage));
      }
    }
  }

  /** The same with other conditions, each made from the one before. */
  Resolver asking(UnaryOperator<Expression> change) {
    return new Resolver(
        asking(segments, change), asking(stages, change), measures, variants, bandSets);
  }

  private static List<Choice> asking(List<Choice> choices, UnaryOperator<Expression> change) {
    return choices.stream()
        .map(
            one ->
                one.when() == null
                    ? one
                    : new Choice(one.name(), change.apply(one.when()), one.bands(), one.variant()))
        .toList();
  }

  Chosen choose(Reading reading) {
    return chosen[first(segments, reading) + 1][first(stages, reading) + 1];
  }

  private Chosen chosen(@Nullable Choice segment, @Nullable Choice stage) {
    String bands = bands(stage) == null ? bands(segment) : bands(stage);
    String variant = variant(segment) == null ? variant(stage) : variant(segment);
    return new Chosen(
        segment,
        stage,
        bands == null ? 0 : bandSets.indexOf(bands),
        variant == null ? 0 : 1 + variants.indexOf(variant));
  }

  Resolution explain(Chosen chosen, Reading reading) {
    return new Resolution(
        chosen.segmentName(),
        because("segments", segments, chosen.segment(), reading),
        chosen.stage() == null ? "" : chosen.stage().name(),
        because("stages", stages, chosen.stage(), reading),
        bandSets.get(chosen.bandSet()),
        bands(chosen.stage()) != null
            ? "chosen by the stage"
            : bands(chosen.segment()) != null ? "chosen by the segment" : "the scorecard's own",
        chosen.variant() == 0 ? "" : variants.get(chosen.variant() - 1),
        variant(chosen.segment()) != null
            ? "chosen by the segment"
            : variant(chosen.stage()) != null
                ? "chosen by the stage"
                : "the scorecard as it stands");
  }

  private static int first(List<Choice> choices, Reading reading) {
    for (int i = 0; i < choices.size(); i++) {
      Expression when = choices.get(i).when();
      if (when == null || when.holds(reading)) {
        return i;
      }
    }
    return -1;
  }

  private static @Nullable String bands(@Nullable Choice choice) {
    return choice == null ? null : choice.bands();
  }

  private static @Nullable String variant(@Nullable Choice choice) {
    return choice == null ? null : choice.variant();
  }

  private String because(
      String kind, List<Choice> choices, @Nullable Choice chosen, Reading reading) {
    if (chosen == null) {
      return "the scorecard has no " + kind;
    }
    if (chosen.when() != null) {
      return chosen.when().source() + values(chosen.when(), reading);
    }
    StringBuilder text = new StringBuilder("none of the others");
    for (Choice choice : choices) {
      Expression when = choice.when();
      if (when != null && Double.isNaN(when.value(reading))) {
        text.append("; ")
            .append(choice.name())
            .append(" is not known")
            .append(values(when, reading));
      }
    }
    return text.toString();
  }

  /** For example " (employees 1200, plan enterprise)". */
  private String values(Expression when, Reading reading) {
    StringBuilder text = new StringBuilder();
    for (String name : when.metrics()) {
      int place = measures.place(name);
      Metric metric = measures.metric(place);
      double value = reading.metric(place);
      text.append(text.isEmpty() ? " (" : ", ").append(metric.title()).append(' ');
      text.append(Double.isNaN(value) ? "unknown" : Sentences.number(value));
    }
    for (String fact : when.facts()) {
      String told = reading.fact(fact);
      text.append(text.isEmpty() ? " (" : ", ").append(fact).append(' ');
      text.append(told == null ? "unknown" : told);
    }
    return text.isEmpty() ? "" : text.append(')').toString();
  }
}
