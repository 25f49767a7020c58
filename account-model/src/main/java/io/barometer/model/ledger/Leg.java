package io.barometer.model.ledger;

import io.barometer.model.score.Contribution;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one cause, or several that cannot be told apart, did to the parts of a score. */
final class Leg {
  private static final int NAMED = 100;

  private final Stop before;
  private final Stop after;
  private final EventIndex index;
  private final boolean scored;
  private final List<LedgerEntry> entries = new ArrayList<>();
  private final List<String> covered = new ArrayList<>();
  private int shared;

  /**
   * A leg.
   *
   * @param scored whether changes are counted, because there is a score at both ends of the way
   */
  Leg(Stop before, Stop after, EventIndex index, boolean scored) {
    this.before = before;
    this.after = after;
    this.index = index;
    this.scored = scored;
  }

  List<LedgerEntry> entries() {
    Map<String, Contribution> then = before.parts();
    Map<String, Contribution> now = after.parts();
    now.forEach((about, part) -> compare(then.get(about), part));
    then.forEach(
        (about, part) -> {
          if (!now.containsKey(about)) {
            compare(part, null);
          }
        });
    if (scored) {
      share();
    }
    if (before.score().known() != after.score().known()) {
      entries.add(whole(Set.of(Cause.COVERAGE), 0, LedgerText.knownness(after.why())));
    }
    return entries;
  }

  private void compare(@Nullable Contribution then, @Nullable Contribution now) {
    int change = scored ? tenths(now) - tenths(then) : 0;
    boolean sameModel = !after.causes().contains(Cause.MODEL);
    if (sameModel && then != null && now != null && then.treatment() != now.treatment()) {
      covered.add(now.title());
    }
    boolean moved = then == null || now == null || !sameValue(then, now);
    boolean weighed = now != null && now.weightPercent() > 0;
    if (sameModel && weighed && !moved) {
      shared += change;
    } else if (change != 0 || (!scored && sameModel && moved && weighed)) {
      entries.add(entry(then, now, change, sameModel));
    }
  }

  private static int tenths(@Nullable Contribution part) {
    return part == null ? 0 : part.tenths();
  }

  private static boolean sameValue(Contribution then, Contribution now) {
    return then.value().equals(now.value())
        && then.normalised().equals(now.normalised())
        && then.treatment() == now.treatment();
  }

  private LedgerEntry entry(
      @Nullable Contribution then, @Nullable Contribution now, int change, boolean sameModel) {
    Contribution part = now == null ? Objects.requireNonNull(then) : now;
    Collection<PastEvent> events = sameModel ? events(part) : List.of();
    return new LedgerEntry(
        causes(part),
        part.dimension(),
        part.metric(),
        part.title(),
        part.unit(),
        then == null ? OptionalDouble.empty() : then.value(),
        now == null ? OptionalDouble.empty() : now.value(),
        change,
        events.stream().limit(NAMED).map(PastEvent::id).toList(),
        events.size(),
        sameModel ? LedgerText.moved(then, now) : LedgerText.remodelled(then, now));
  }

  private Set<Cause> causes(Contribution part) {
    return switch (part.dimension()) {
      case "override" -> EnumSet.of(Cause.OVERRIDE);
      case "rank" -> EnumSet.of(Cause.POPULATION);
      default -> after.causes();
    };
  }

  private Collection<PastEvent> events(Contribution part) {
    Reads reads = Reads.of(after.scorer().card(), part.dimension(), part.metric());
    Set<PastEvent> events =
        new LinkedHashSet<>(index.counting(reads, after.arrived(), after.day()));
    if (after.day() > before.day()) {
      events.addAll(index.aged(reads, before.present(), before.day(), after.day()));
    }
    return events;
  }

  /**
   * Parts that did not move by themselves gained or lost because of the others: their weights were
   * shared anew. What is only rounded otherwise goes to the part that moved most.
   */
  private void share() {
    if (shared == 0) {
      return;
    }
    if (covered.isEmpty() && Math.abs(shared) <= entries.size()) {
      int most = 0;
      for (int i = 1; i < entries.size(); i++) {
        if (Math.abs(entries.get(i).changeTenths()) > Math.abs(entries.get(most).changeTenths())) {
          most = i;
        }
      }
      LedgerEntry entry = entries.get(most);
      entries.set(most, entry.with(entry.changeTenths() + shared));
    } else {
      Set<Cause> causes = covered.isEmpty() ? after.causes() : Set.of(Cause.COVERAGE);
      entries.add(whole(causes, shared, LedgerText.shared(covered)));
    }
  }

  private static LedgerEntry whole(Set<Cause> causes, int change, String text) {
    return new LedgerEntry(
        causes,
        "",
        "",
        "",
        "",
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        change,
        List.of(),
        0,
        text);
  }
}
