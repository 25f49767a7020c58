package io.barometer.model.scorecard;

import io.barometer.model.scorecard.Violation.Reason;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What stands around the method: adjustments, band sets, variants, segments, stages, overrides. */
final class AroundRules {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
  private static final String LETTERS = "lower-case letters, digits and _";
  private static final int LONGEST_OVERRIDE = 366;

  private final Scorecard card;
  private final Set<String> metrics;
  private final Findings findings;

  AroundRules(Scorecard card, Set<String> metrics, Findings findings) {
    this.card = card;
    this.metrics = metrics;
    this.findings = findings;
  }

  void check() {
    adjustments(card.adjustments());
    bandSets(card.bandSets());
    variants(card.variants());
    choices("segments", "segment", card.segments());
    choices("stages", "stage", card.stages());
    if (card.rollUp() instanceof RollUp.ShareBelow(String band)) {
      Set<String> names = card.bands().stream().map(Band::name).collect(Collectors.toSet());
      findings.known("hierarchy.band", Reason.NAME_UNKNOWN, "band", band, names);
    }
    overrides(card.overrides());
  }

  private void adjustments(List<Adjustment> adjustments) {
    Set<String> names = adjustments.stream().map(Adjustment::name).collect(Collectors.toSet());
    Set<String> before = new TreeSet<>();
    for (int i = 0; i < adjustments.size(); i++) {
      Adjustment adjustment = adjustments.get(i);
      String path = "adjustments[" + i + "]";
      findings.name(path + ".name", adjustment.name(), NAME, LETTERS);
      findings.unique(path + ".name", adjustment.name(), before);
      before.add(adjustment.name());
      findings.text(path + ".reason", adjustment.reason());
      effect(path, adjustment, names);
    }
  }

  private void effect(String path, Adjustment adjustment, Set<String> names) {
    switch (adjustment.effect()) {
      case Adjustment.Except(List<String> excepted) -> {
        for (int i = 0; i < excepted.size(); i++) {
          String at = path + ".except[" + i + "]";
          findings.known(at, Reason.NAME_UNKNOWN, "adjustment", excepted.get(i), names);
        }
      }
      case Adjustment.Factor(double factor) -> findings.between(path + ".factor", factor, 0, 2);
      case Adjustment.Bonus(int tenths) ->
          findings.between(
              path + (tenths < 0 ? ".malus" : ".bonus"), Math.abs(tenths) / 10.0, 0.1, 100);
      case Adjustment.Floor(int tenths) -> findings.between(path + ".floor", tenths / 10.0, 0, 100);
      case Adjustment.Cap(int tenths) -> findings.between(path + ".cap", tenths / 10.0, 0, 100);
      case Adjustment.Veto(int tenths) -> findings.between(path + ".veto", tenths / 10.0, 0, 100);
      case Adjustment.Label() -> {
        if (adjustment.label() == null) {
          findings.add(path, Reason.REQUIRED, "has neither an effect nor a label");
        }
      }
    }
  }

  private void bandSets(List<BandSet> sets) {
    new BandRules("bands", sets.getFirst().bands(), findings).check();
    for (BandSet set : sets.subList(1, sets.size())) {
      String path = "band_sets." + set.name();
      findings.name(path, set.name(), NAME, LETTERS);
      findings.unique(path, set.name(), Set.of(BandSet.DEFAULT));
      new BandRules(path, set.bands(), findings).check();
    }
  }

  private void variants(List<Variant> variants) {
    Set<String> dimensions =
        card.dimensions().stream().map(Dimension::name).collect(Collectors.toSet());
    for (Variant variant : variants) {
      String path = "variants." + variant.name();
      findings.name(path, variant.name(), NAME, LETTERS);
      if (dimensions.isEmpty()) {
        String message = "variants change dimensions, and this method has none";
        findings.add(path, Reason.NAME_UNKNOWN, message);
      } else if (variant.dimensions().isEmpty()) {
        weights(path + ".weights", variant.weights(), dimensions);
      } else {
        new DimensionRules(metrics, findings)
            .check(path + ".dimensions", Combine.WEIGHTED_MEAN, variant.dimensions());
      }
    }
  }

  private void weights(String path, List<Variant.Weight> weights, Set<String> dimensions) {
    Set<String> left = new TreeSet<>(dimensions);
    for (Variant.Weight weight : weights) {
      String at = path + "." + weight.dimension();
      findings.known(at, Reason.NAME_UNKNOWN, "dimension", weight.dimension(), dimensions);
      findings.between(at, weight.weight(), 0, 100);
      left.remove(weight.dimension());
    }
    for (String name : left) {
      findings.add(path, Reason.REQUIRED, "says nothing of \"" + name + "\"; 0 leaves it out");
    }
    findings.weights(
        path, "the dimensions", weights.stream().mapToLong(Variant.Weight::weight).sum());
  }

  private void choices(String key, String one, List<Choice> choices) {
    Set<String> before = new TreeSet<>();
    int last = choices.size() - 1;
    for (int i = 0; i <= last; i++) {
      Choice choice = choices.get(i);
      String path = key + "[" + i + "]";
      findings.text(path + ".name", choice.name());
      findings.unique(path + ".name", choice.name(), before);
      before.add(choice.name());
      if (i == last && choice.when() != null) {
        String message =
            "the last %s must be \"otherwise: true\", so that each account has one".formatted(one);
        findings.add(path, Reason.OTHERWISE, message);
      } else if (i < last && choice.when() == null) {
        String message = "no account can reach the %ss after \"otherwise\"".formatted(one);
        findings.add(path, Reason.OTHERWISE, message);
      }
      known(path + ".bands", "band set", choice.bands(), bandSetNames());
      known(path + ".variant", "variant", choice.variant(), variantNames());
    }
  }

  private Set<String> bandSetNames() {
    return card.bandSets().stream().map(BandSet::name).collect(Collectors.toSet());
  }

  private Set<String> variantNames() {
    return card.variants().stream().map(Variant::name).collect(Collectors.toSet());
  }

  private void known(String path, String kind, @Nullable String name, Set<String> names) {
    if (name != null) {
      findings.known(path, Reason.NAME_UNKNOWN, kind, name, names);
    }
  }

  private void overrides(List<OverrideRule> rules) {
    Set<String> before = new TreeSet<>();
    for (int i = 0; i < rules.size(); i++) {
      OverrideRule rule = rules.get(i);
      String path = "overrides[" + i + "]";
      findings.name(path + ".role", rule.role(), NAME, LETTERS);
      findings.unique(path + ".role", rule.role(), before);
      before.add(rule.role());
      findings.between(path + ".up", rule.upTenths() / 10.0, 0, 100);
      findings.between(path + ".down", rule.downTenths() / 10.0, 0, 100);
      findings.between(path + ".longest", rule.longestDays(), 1, LONGEST_OVERRIDE);
    }
  }
}
