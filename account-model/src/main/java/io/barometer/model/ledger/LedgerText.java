package io.barometer.model.ledger;

import io.barometer.model.score.Contribution;
import io.barometer.model.score.Explanation;
import io.barometer.model.score.Sentences;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Plain English for the entries of a ledger. */
final class LedgerText {
  private LedgerText() {}

  /** What became of a part, for example "active users fell from 12 to 3". */
  static String moved(@Nullable Contribution then, @Nullable Contribution now) {
    if (now == null) {
      return "no longer: " + Objects.requireNonNull(then).title();
    }
    if (now.title().equals(now.text())) {
      return now.text();
    }
    return values(now.title(), then == null ? OptionalDouble.empty() : then.value(), now.value());
  }

  private static String values(String title, OptionalDouble then, OptionalDouble now) {
    if (now.isEmpty()) {
      return then.isEmpty() ? "no data for " + title : "no data for " + title + " any more";
    }
    String value = Sentences.number(now.getAsDouble());
    if (then.isEmpty()) {
      return title + ": " + value + ", no data before";
    }
    String before = Sentences.number(then.getAsDouble());
    if (before.equals(value)) {
      return title + ": " + value;
    }
    String verb = now.getAsDouble() > then.getAsDouble() ? " rose from " : " fell from ";
    return title + verb + before + " to " + value;
  }

  /** What another model made of a part. */
  static String remodelled(@Nullable Contribution then, @Nullable Contribution now) {
    if (now == null) {
      return "no longer in the model: " + Objects.requireNonNull(then).title();
    }
    if (then == null) {
      return "new in the model: " + now.title();
    }
    String weight = Sentences.number(now.weightPercent());
    String before = Sentences.number(then.weightPercent());
    return weight.equals(before)
        ? "measured otherwise by the model: " + now.title()
        : "weight of %s in the model: %s %%, before %s %%".formatted(now.title(), weight, before);
  }

  /** Why parts that did not move give more or less. */
  static String shared(List<String> covered) {
    return covered.isEmpty()
        ? "the other parts weigh differently because of that"
        : "weights shared anew, because data came or went: " + String.join(", ", covered);
  }

  /** Whether there is a score now. */
  static String knownness(Explanation why) {
    return why.score().known()
        ? "there is a score: data for " + why.score().coveragePercent() + " % of the weight"
        : "no score: " + why.assessment().unknownBecause();
  }
}
