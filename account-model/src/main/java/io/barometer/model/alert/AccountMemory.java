package io.barometer.model.alert;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the policy remembers of an account between two entries of the score log. Immutable; equal
 * memories have equal bytes.
 */
public final class AccountMemory {

  /** Of an account that was never heard of. */
  public static final AccountMemory BLANK =
      new AccountMemory(
          AlertInput.MISSING,
          "",
          AlertInput.NO_RENEWAL,
          DayScores.EMPTY,
          Figures.NONE,
          new TreeMap<>(),
          new TreeMap<>());

  private final int lastTenths;
  private final String band;
  private final long renewalDay;
  private final DayScores scores;
  private final Figures figures;
  private final SortedMap<String, Instant> heard;
  private final SortedMap<String, RuleMemory> rules;

  AccountMemory(
      int lastTenths,
      String band,
      long renewalDay,
      DayScores scores,
      Figures figures,
      SortedMap<String, Instant> heard,
      SortedMap<String, RuleMemory> rules) {
    this.lastTenths = lastTenths;
    this.band = band;
    this.renewalDay = renewalDay;
    this.scores = scores;
    this.figures = figures;
    this.heard = Collections.unmodifiableSortedMap(heard);
    this.rules = Collections.unmodifiableSortedMap(rules);
  }

  /** Reads what {@link #encoded()} wrote; empty bytes stand for {@link #BLANK}. */
  public static AccountMemory decoded(byte[] bytes) {
    return bytes.length == 0 ? BLANK : MemoryCodec.read(bytes);
  }

  /** The compact, canonical bytes. */
  public byte[] encoded() {
    return MemoryCodec.write(this);
  }

  /** The last score in tenths, {@link AlertInput#MISSING} when Unknown or never known. */
  public int lastTenths() {
    return lastTenths;
  }

  /** Names of the rules that are firing, in order. */
  public SortedMap<String, Long> firingEpisodes() {
    SortedMap<String, Long> firing = new TreeMap<>();
    rules.forEach(
        (key, memory) -> {
          if (memory.firing() instanceof RuleMemory.Firing open) {
            firing.put(key.substring(0, key.indexOf('|')), open.episode());
          }
        });
    return firing;
  }

  String band() {
    return band;
  }

  long renewalDay() {
    return renewalDay;
  }

  DayScores scores() {
    return scores;
  }

  Figures figures() {
    return figures;
  }

  /** When each source was heard last. */
  SortedMap<String, Instant> heard() {
    return heard;
  }

  SortedMap<String, RuleMemory> rules() {
    return rules;
  }

  /** The same after a source was heard. */
  AccountMemory hearing(String signal, Instant time) {
    SortedMap<String, Instant> now = new TreeMap<>(heard);
    now.put(signal, time);
    return new AccountMemory(lastTenths, band, renewalDay, scores, figures, now, rules);
  }

  /** The same with other memories of rules. */
  AccountMemory with(SortedMap<String, RuleMemory> others) {
    return new AccountMemory(lastTenths, band, renewalDay, scores, figures, heard, others);
  }

  RuleMemory of(AlertRule rule) {
    return rules.isEmpty() ? RuleMemory.BLANK : rules.getOrDefault(rule.key(), RuleMemory.BLANK);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AccountMemory that
        && lastTenths == that.lastTenths
        && renewalDay == that.renewalDay
        && band.equals(that.band)
        && scores.equals(that.scores)
        && figures.equals(that.figures)
        && heard.equals(that.heard)
        && rules.equals(that.rules);
  }

  @Override
  public int hashCode() {
    return 31 * scores.hashCode() + rules.hashCode();
  }

  @Override
  public String toString() {
    return "AccountMemory["
        + lastTenths
        + ", "
        + band
        + ", "
        + scores
        + ", "
        + new TreeSet<>(rules.keySet())
        + "]";
  }
}
