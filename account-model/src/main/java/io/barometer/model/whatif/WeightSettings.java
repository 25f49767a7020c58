package io.barometer.model.whatif;

import io.barometer.model.name.NearestName;
import io.barometer.model.scorecard.Combine;
import io.barometer.model.scorecard.Dimension;
import io.barometer.model.scorecard.Input;
import io.barometer.model.scorecard.Method;
import io.barometer.model.scorecard.Part;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.model.scorecard.Variant;
import io.barometer.model.scorecard.Violation;
import io.barometer.model.scorecard.Violation.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Parts of a weighted average that weigh otherwise. */
final class WeightSettings {
  private static final int WHOLE = 100;

  private final List<Setting> settings;
  private final List<Violation> found;
  private final Set<String> known = new TreeSet<>();

  WeightSettings(List<Setting> settings, List<Violation> found) {
    this.settings = settings;
    this.found = found;
    for (int i = 0; i < settings.size(); i++) {
      if (settings.get(i).value() < 0 || settings.get(i).value() > WHOLE) {
        note(i, "weight", Reason.RANGE, "a weight is between 0 and 100", Map.of());
      }
      for (int before = 0; before < i; before++) {
        if (settings.get(before).name().equals(settings.get(i).name())) {
          String message = "\"%s\" is set twice".formatted(settings.get(i).name());
          note(i, "name", Reason.NAME_TAKEN, message, Map.of());
        }
      }
    }
  }

  Method method(Scorecard card) {
    return switch (card.method()) {
      case Method.WeightedAverage average -> average(average);
      case Method.Percentile(var base, var within, var bands) ->
          new Method.Percentile(average(base), within, bands);
      case Method.Rules _, Method.Points _, Method.Probability _ -> card.method();
    };
  }

  private Method.WeightedAverage average(Method.WeightedAverage average) {
    return new Method.WeightedAverage(
        average.combine(), dimensions(average.combine(), average.dimensions()));
  }

  private List<Dimension> dimensions(Combine combine, List<Dimension> dimensions) {
    return parts("", combine, dimensions).stream().map(Dimension.class::cast).toList();
  }

  List<Variant> variants(List<Variant> variants) {
    List<Variant> changed = new ArrayList<>();
    for (Variant variant : variants) {
      changed.add(
          new Variant(
              variant.name(),
              weights(variant.weights()),
              dimensions(Combine.WEIGHTED_MEAN, variant.dimensions())));
    }
    return changed;
  }

  /** Notes settings of what no scorecard and no variant has; after all parts were seen. */
  void noteUnknown() {
    for (int i = 0; i < settings.size(); i++) {
      String name = settings.get(i).name();
      if (known.isEmpty()) {
        note(i, "name", Reason.FORMAT, "the model has no weights", Map.of());
      } else if (!known.contains(name)) {
        String message = "nothing of the model that has a weight is called \"%s\".".formatted(name);
        note(
            i,
            "name",
            Reason.NAME_UNKNOWN,
            message + NearestName.hint(name, known),
            NearestName.of(name, known).map(near -> Map.of("nearest", near)).orElse(Map.of()));
      }
    }
  }

  private List<Part> parts(String path, Combine combine, List<? extends Part> parts) {
    List<String> names = parts.stream().map(part -> path + name(part)).toList();
    int[] weights = parts.stream().mapToInt(Part::weight).toArray();
    int[] changed = combine.weighted() ? shared(names, weights) : weights;
    List<Part> result = new ArrayList<>();
    for (int i = 0; i < changed.length; i++) {
      Part part = inside(names.get(i), parts.get(i), changed[i]);
      if (changed[i] > 0 || !combine.weighted()) {
        result.add(part);
      }
    }
    return result;
  }

  private Part inside(String path, Part part, int weight) {
    return switch (part) {
      case Input input -> new Input(input.metric(), weight, input.normaliser(), input.missing());
      case Dimension group ->
          new Dimension(
              group.name(),
              group.title(),
              weight,
              group.method(),
              group.minimumCoverage(),
              parts(path + "/", group.method(), group.parts()));
    };
  }

  private static String name(Part part) {
    return switch (part) {
      case Input input -> input.metric();
      case Dimension group -> group.name();
    };
  }

  private List<Variant.Weight> weights(List<Variant.Weight> weights) {
    List<String> names = weights.stream().map(Variant.Weight::dimension).toList();
    int[] changed = shared(names, weights.stream().mapToInt(Variant.Weight::weight).toArray());
    List<Variant.Weight> result = new ArrayList<>();
    for (int i = 0; i < changed.length; i++) {
      result.add(new Variant.Weight(names.get(i), changed[i]));
    }
    return result;
  }

  /** The weights of parts beside each other; those that are not set share what is left. */
  private int[] shared(List<String> names, int[] weights) {
    known.addAll(names);
    int[] changed = new int[weights.length];
    int left = WHOLE;
    int others = 0;
    int last = -1;
    for (int p = 0; p < changed.length; p++) {
      int setting = setting(names.get(p));
      changed[p] = setting < 0 ? -1 : settings.get(setting).value();
      last = Math.max(last, setting);
      left -= Math.max(0, changed[p]);
      others += setting < 0 && weights[p] > 0 ? 1 : 0;
    }
    if (last < 0) {
      return weights;
    }
    if (left < 0 || others == 0 && left > 0) {
      wrongSum(last, WHOLE - left);
    } else if (left > 0 && left < others) {
      String message = "leaves %d percent for %d parts beside it".formatted(left, others);
      note(last, "weight", Reason.RANGE, message, Map.of());
    }
    share(weights, changed, Math.max(0, left));
    return changed;
  }

  private void wrongSum(int at, int sum) {
    note(
        at,
        "weight",
        Reason.WEIGHTS_SUM,
        "the weights beside each other add up to %d, not to 100".formatted(sum),
        Map.of("sum", Integer.toString(sum), "expected", "100"));
  }

  /** In proportion, rounded by the largest remainder, at least 1 each where there is enough. */
  private static void share(int[] weights, int[] changed, int left) {
    boolean[] shares = new boolean[weights.length];
    int whole = 0;
    for (int p = 0; p < weights.length; p++) {
      shares[p] = changed[p] < 0;
      whole += shares[p] ? weights[p] : 0;
    }
    int rest = left;
    for (int p = 0; p < weights.length; p++) {
      if (shares[p]) {
        boolean weighs = left > 0 && weights[p] > 0;
        changed[p] = weighs ? Math.max(1, left * weights[p] / whole) : 0;
        shares[p] = weighs;
        rest -= changed[p];
      }
    }
    int next = farthest(weights, changed, shares, left, whole, rest);
    while (rest != 0 && next >= 0) {
      changed[next] += Integer.signum(rest);
      rest -= Integer.signum(rest);
      next = farthest(weights, changed, shares, left, whole, rest);
    }
  }

  /** Who is farthest from its exact share, in the direction of the rest; −1 for nobody. */
  private static int farthest(
      int[] weights, int[] changed, boolean[] shares, int left, int whole, int rest) {
    int farthest = -1;
    int most = 0;
    for (int p = 0; p < weights.length; p++) {
      int away = Integer.signum(rest) * (left * weights[p] - changed[p] * whole);
      if (shares[p] && (rest > 0 || changed[p] > 1) && (farthest < 0 || away > most)) {
        farthest = p;
        most = away;
      }
    }
    return farthest;
  }

  private int setting(String name) {
    for (int i = 0; i < settings.size(); i++) {
      if (settings.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private void note(
      int at, String field, Reason reason, String message, Map<String, String> details) {
    found.add(
        new Violation(
            "weights[%d].%s".formatted(at, field), reason, message, new TreeMap<>(details)));
  }
}
