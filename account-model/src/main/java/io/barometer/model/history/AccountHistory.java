package io.barometer.model.history;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that scoring knows about one account: signals in UTC-day buckets, and facts with their
 * timelines.
 *
 * <p>Commutative and associative: the same set of events, added or merged in any order, gives the
 * same answers and the same canonical bytes. An event that is added twice counts twice; whoever
 * feeds the history sees to that. Reading changes nothing; writing is for one thread at a time.
 */
public final class AccountHistory {
  private final Names actorNames = new Names();
  private final Names itemNames = new Names();
  private final SignalHistory nothing = new SignalHistory(actorNames, itemNames);
  private final TreeMap<String, SignalHistory> signals = new TreeMap<>();
  private final TreeMap<String, FactTimeline> facts = new TreeMap<>();

  /** The same signals and facts for looking up, which scoring does for every metric. */
  private final HashMap<String, SignalHistory> signalsByName = new HashMap<>();

  private final HashMap<String, FactTimeline> factsByName = new HashMap<>();
  private final TreeSet<Integer> dirtyMonths = new TreeSet<>();

  /**
   * Adds one observation, late or not.
   *
   * @throws ArithmeticException when a sum of the account leaves the range of {@code long}; the
   *     history is then not to be used any more
   */
  public void add(Observation observation) {
    long day = Day.of(observation.occurredAt());
    open(observation.signal()).add(day, Day.nanoOf(observation.occurredAt()), observation);
    dirtyMonths.add(Day.monthOf(day));
  }

  /**
   * Tells a fact, for example the plan. The later moment wins; at the same moment the larger {@code
   * tieBreak}, for example the event id.
   */
  public void setFact(String name, String value, Instant occurredAt, String tieBreak) {
    long day = Day.of(occurredAt);
    timeline(name).set(day, new FactTimeline.Word(Day.nanoOf(occurredAt), tieBreak, value));
    dirtyMonths.add(Day.monthOf(day));
  }

  /** The fact's value at the end of a day; empty when it was not told by then. */
  public Optional<String> fact(String name, long day) {
    FactTimeline timeline = factsByName.get(name);
    return timeline == null ? Optional.empty() : timeline.asOf(day);
  }

  /**
   * The fact's value at the end of each of consecutive days; null where it was not told by then.
   */
  public @Nullable String[] factDays(String name, long firstDay, int length) {
    FactTimeline timeline = factsByName.get(name);
    return timeline == null ? new String[length] : timeline.asOfEach(firstDay, length);
  }

  /** The last day on which the fact was told; empty when never. */
  public OptionalLong lastFactDay(String name) {
    FactTimeline timeline = factsByName.get(name);
    return timeline == null ? OptionalLong.empty() : OptionalLong.of(timeline.days().lastKey());
  }

  /** The last day up to this one on which the fact was told; empty when it was not told by then. */
  public OptionalLong factDay(String name, long day) {
    FactTimeline timeline = factsByName.get(name);
    return timeline == null ? OptionalLong.empty() : timeline.dayAsOf(day);
  }

  /** A copy that knows the facts alone. */
  public AccountHistory factsAlone() {
    AccountHistory copy = new AccountHistory();
    facts.forEach((name, timeline) -> timeline.days().forEach(copy.timeline(name)::set));
    return copy;
  }

  /** The names of all signals that ever happened, ascending. */
  public Set<String> signals() {
    return Collections.unmodifiableSet(signals.keySet());
  }

  /** One signal; an empty one when nothing of it ever happened. */
  public SignalHistory signal(String signal) {
    SignalHistory known = signalsByName.get(signal);
    return known == null ? nothing : known;
  }

  /** The first day on which anything is known; empty for an empty history. */
  public OptionalLong firstDay() {
    LongStream seen = signals.values().stream().mapToLong(SignalHistory::firstDay);
    LongStream told = facts.values().stream().mapToLong(fact -> fact.days().firstKey());
    return LongStream.concat(seen, told).min();
  }

  /** The first day of a signal; empty when nothing of it ever happened. */
  public OptionalLong firstDay(String signal) {
    SignalHistory known = signalsByName.get(signal);
    return known == null ? OptionalLong.empty() : OptionalLong.of(known.firstDay());
  }

  /** The last day of a signal; empty when nothing of it ever happened. */
  public OptionalLong lastDay(String signal) {
    SignalHistory known = signalsByName.get(signal);
    return known == null ? OptionalLong.empty() : OptionalLong.of(known.lastDay());
  }

  /** The moment of the last observation of a signal; empty when nothing of it ever happened. */
  public Optional<Instant> lastOccurredAt(String signal) {
    SignalHistory known = signalsByName.get(signal);
    if (known == null) {
      return Optional.empty();
    }
    return Optional.of(known.lastMoment());
  }

  /** Adds everything of another history of the same account; the other one stays as it is. */
  public void merge(AccountHistory other) {
    mergeClean(other);
    for (int month : other.months()) {
      dirtyMonths.add(month);
    }
  }

  /**
   * Forgets everything, so that what is still true can be added again. Every month that held
   * something is dirty.
   */
  public void forget() {
    for (int month : months()) {
      dirtyMonths.add(month);
    }
    signals.clear();
    signalsByName.clear();
    facts.clear();
    factsByName.clear();
  }

  /** Months ({@code year * 12 + month - 1}) that hold anything, ascending. */
  public int[] months() {
    TreeSet<Integer> months = new TreeSet<>();
    for (SignalHistory signal : signals.values()) {
      signal.months(months);
    }
    facts
        .values()
        .forEach(fact -> fact.days().keySet().forEach(day -> months.add(Day.monthOf(day))));
    return months.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Months ({@code year * 12 + month - 1}) changed since the last call, ascending. */
  public int[] takeDirtyMonths() {
    int[] months = dirtyMonths.stream().mapToInt(Integer::intValue).toArray();
    dirtyMonths.clear();
    return months;
  }

  /** One month in canonical bytes: equal content, equal bytes. */
  public byte[] encodeMonth(int month) {
    return new MonthEncoder(month, actorNames, itemNames).encode(signals, facts);
  }

  /**
   * Adds what {@link #encodeMonth} gave. Does not make the month dirty. The bytes must not change
   * afterwards: the days of a signal are read from them when somebody asks for that time, which
   * then throws IllegalArgumentException if they are damaged.
   *
   * @throws IllegalArgumentException when the bytes are not a whole month of a known version
   */
  public void decodeMonth(int month, byte[] bytes) {
    new MonthDecoder(month, bytes, this).decode();
  }

  SignalHistory open(String signal) {
    SignalHistory known = signalsByName.get(signal);
    if (known == null) {
      known = new SignalHistory(actorNames, itemNames);
      signals.put(signal, known);
      signalsByName.put(signal, known);
    }
    return known;
  }

  FactTimeline timeline(String name) {
    FactTimeline known = factsByName.get(name);
    if (known == null) {
      known = new FactTimeline();
      facts.put(name, known);
      factsByName.put(name, known);
    }
    return known;
  }

  /** Merges without making a month dirty. */
  void mergeClean(AccountHistory other) {
    int[] actorIds = actorNames.idsOf(other.actorNames);
    int[] itemIds = itemNames.idsOf(other.itemNames);
    other.signals.forEach((name, signal) -> open(name).addAll(signal, actorIds, itemIds));
    other.facts.forEach((name, timeline) -> timeline.days().forEach(timeline(name)::set));
  }

  Names actorNames() {
    return actorNames;
  }

  Names itemNames() {
    return itemNames;
  }
}
