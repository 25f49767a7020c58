package io.barometer.e2e.cases;

import io.barometer.language.ModelCase.Seen;
import io.barometer.model.history.Observation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a case tells of one moment, taken event by event: first the observation that an event is
 * about, then those that the same event gives besides.
 */
final class Simultaneous {
  private static final Set<String> ALONE =
      Set.of(
          "account.registered",
          "ticket.opened",
          "ticket.sentiment",
          "invoice.paid",
          "invoice.failed");
  private static final Set<String> FAMILIES =
      Set.of("measurement", "survey", "contact", "release", "vulnerability");

  private final List<Seen> besides = new ArrayList<>();
  private final Deque<Seen> about = new ArrayDeque<>();
  private List<Seen> taken = List.of();

  Simultaneous(List<Seen> all) {
    List<String> signals = all.stream().map(each -> each.observation().signal()).toList();
    for (Seen each : all) {
      (isAbout(each.observation().signal(), signals) ? about : besides).add(each);
    }
  }

  private static boolean isAbout(String signal, List<String> all) {
    String[] parts = signal.split("\\.", -1);
    return parts.length == 1
        || (parts[0].equals("touchpoint") && !all.contains("touchpoint"))
        || ALONE.contains(signal)
        || FAMILIES.contains(parts[0])
        || (parts[0].equals("check") && parts.length == 2);
  }

  /**
   * Takes the next observation that an event is about; false when there is none.
   *
   * @throws IllegalArgumentException when observations are left that no event gave
   */
  boolean takeNext() {
    if (about.isEmpty()) {
      if (!besides.isEmpty()) {
        throw new IllegalArgumentException("no event gives " + besides);
      }
      return false;
    }
    taken = new ArrayList<>();
    taken.add(about.remove());
    return true;
  }

  /** What the event is about. */
  Observation subject() {
    return taken.getFirst().observation();
  }

  /** Takes what the same event gives besides. */
  Optional<Observation> besides(Predicate<String> signal) {
    Optional<Seen> found =
        besides.stream().filter(each -> signal.test(each.observation().signal())).findFirst();
    found.ifPresent(
        each -> {
          besides.remove(each);
          taken.add(each);
        });
    return found.map(Seen::observation);
  }

  /** Everything that was taken for the event. */
  List<Seen> taken() {
    return taken;
  }

  /** The subject's value. */
  double value() {
    return subject().micros() / 1e6;
  }

  /** The subject's item; empty for none. */
  String item() {
    return Objects.requireNonNullElse(subject().item(), "");
  }

  /** The subject's actor; empty for none. */
  String actor() {
    return Objects.requireNonNullElse(subject().actor(), "");
  }
}
