package io.barometer.model.scorecard;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes a scorecard as a model file with a fixed order of keys, fixed quoting and the shortest
 * exact numbers.
 */
final class CanonicalForm {
  private final StringBuilder out = new StringBuilder(4096);

  String of(Scorecard card) {
    line("scorecard: " + quoted(card.name()));
    line("score: " + quoted(card.score()));
    line("version: " + quoted(card.version()));
    line("title: " + quoted(card.title()));
    section("signals", card.signals(), this::signal);
    line("metrics:");
    new CanonicalMetrics(card.metrics()).lines().forEach(this::line);
    new CanonicalMethod(this::line).method(card.method());
    sufficiency(card.sufficiency());
    section("adjustments", card.adjustments(), this::adjustment);
    line("bands: " + bands(card.bands()));
    section(
        "band_sets",
        card.bandSets().subList(1, card.bandSets().size()),
        set -> quoted(set.name()) + ": " + bands(set.bands()));
    variants(card.variants());
    section("segments", card.segments(), this::choice);
    section("stages", card.stages(), this::choice);
    rollUp(card.rollUp());
    section("overrides", card.overrides(), this::override);
    return out.toString();
  }

  private <T> void section(String key, List<T> elements, Function<T, String> text) {
    if (!elements.isEmpty()) {
      line(key + ":");
      elements.forEach(element -> line("  " + text.apply(element)));
    }
  }

  private String signal(DerivedSignal signal) {
    return "%s: {of: %s, where: %s}"
        .formatted(quoted(signal.name()), quoted(signal.of()), quoted(signal.filter().source()));
  }

  private void sufficiency(Sufficiency sufficiency) {
    line("minimum_coverage: " + Numbers.text(sufficiency.minimumCoverage()));
    line(
        "freshness: {within: %dd, minimum: %s}"
            .formatted(sufficiency.freshDays(), Numbers.text(sufficiency.minimumFreshness())));
  }

  private String adjustment(Adjustment adjustment) {
    String label = adjustment.label() == null ? "" : ", label: " + quoted(adjustment.label());
    return "- {name: %s, when: %s%s%s, reason: %s}"
        .formatted(
            quoted(adjustment.name()),
            quoted(adjustment.when().source()),
            effect(adjustment.effect()),
            label,
            quoted(adjustment.reason()));
  }

  private static String effect(Adjustment.Effect effect) {
    return switch (effect) {
      case Adjustment.Except(List<String> names) ->
          names.isEmpty() ? ", except: all" : ", except: " + list(names);
      case Adjustment.Factor(double factor) -> ", factor: " + Numbers.text(factor);
      case Adjustment.Bonus(int tenths) ->
          tenths < 0 ? ", malus: " + points(-tenths) : ", bonus: " + points(tenths);
      case Adjustment.Floor(int tenths) -> ", floor: " + points(tenths);
      case Adjustment.Cap(int tenths) -> ", cap: " + points(tenths);
      case Adjustment.Veto(int tenths) -> ", veto: " + points(tenths);
      case Adjustment.Label() -> "";
    };
  }

  private static String bands(List<Band> bands) {
    return bands.stream()
        .map(band -> "{name: " + quoted(band.name()) + ", from: " + points(band.fromTenths()) + "}")
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private void variants(List<Variant> variants) {
    if (!variants.isEmpty()) {
      line("variants:");
    }
    for (Variant variant : variants) {
      line("  " + quoted(variant.name()) + ":");
      if (variant.dimensions().isEmpty()) {
        line(
            variant.weights().stream()
                .map(weight -> quoted(weight.dimension()) + ": " + weight.weight())
                .collect(Collectors.joining(", ", "    weights: {", "}")));
      } else {
        line("    dimensions:");
        new CanonicalMethod(text -> line("    " + text)).dimensions(variant.dimensions(), true);
      }
    }
  }

  private String choice(Choice choice) {
    String bands = choice.bands() == null ? "" : ", bands: " + quoted(choice.bands());
    String variant = choice.variant() == null ? "" : ", variant: " + quoted(choice.variant());
    String when =
        choice.when() == null ? "otherwise: true" : "when: " + quoted(choice.when().source());
    return "- {name: %s, %s%s%s}".formatted(quoted(choice.name()), when, bands, variant);
  }

  private void rollUp(@Nullable RollUp rollUp) {
    switch (rollUp) {
      case null -> {}
      case RollUp.Worst() -> line("hierarchy: {roll_up: worst}");
      case RollUp.Mean() -> line("hierarchy: {roll_up: mean}");
      case RollUp.ArrWeighted() -> line("hierarchy: {roll_up: arr_weighted}");
      case RollUp.ShareBelow(String band) ->
          line("hierarchy: {roll_up: share_below, band: " + quoted(band) + "}");
    }
  }

  private String override(OverrideRule rule) {
    return "- {role: %s, up: %s, down: %s, longest: %dd}"
        .formatted(
            quoted(rule.role()),
            points(rule.upTenths()),
            points(rule.downTenths()),
            rule.longestDays());
  }

  private void line(String line) {
    out.append(line).append('\n');
  }

  static String points(int tenths) {
    return Numbers.text(tenths / 10.0);
  }

  static String list(List<String> names) {
    return names.stream().map(CanonicalForm::quoted).collect(Collectors.joining(", ", "[", "]"));
  }

  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        default -> quoted.append(c < ' ' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
      }
    }
    return quoted.append('"').toString();
  }
}
