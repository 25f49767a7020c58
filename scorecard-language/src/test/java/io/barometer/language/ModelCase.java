package io.barometer.language;

import io.barometer.model.history.AccountHistory;
import io.barometer.model.history.Observation;
import io.barometer.model.measure.DerivedSignals;
import io.barometer.model.score.ChildScore;
import io.barometer.model.score.Population;
import io.barometer.model.score.Populations;
import io.barometer.model.score.Score;
import io.barometer.model.scorecard.Scorecard;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A case of a cases file: a history of events, told as {@code {signal, on, every, until, value,
 * actor, actors, item, times, hour, hours, attributes}} and facts as {@code {fact, on, value}}; a
 * day; and what else a score depends on.
 */
public record ModelCase(Map<?, ?> told) {
  /** What was seen, with the attributes of its event. */
  public record Seen(Observation observation, Map<String, String> attributes) {}

  /** A fact that was told. */
  public record Fact(String name, String value, Instant at) {}

  /** The cases of a file, in its order. */
  public static List<ModelCase> read(String yaml) {
    Object root = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    List<ModelCase> cases = new ArrayList<>();
    ((List<?>) root).forEach(each -> cases.add(like(cases, (Map<?, ?>) each)));
    return cases;
  }

  /** With the history of the case that it is like, less what it is without. */
  private static ModelCase like(List<ModelCase> before, Map<?, ?> told) {
    if (told.get("like") == null) {
      return new ModelCase(told);
    }
    List<Object> without =
        new ArrayList<>(told.get("without") instanceof List<?> names ? names : List.of());
    List<Object> history = new ArrayList<>();
    before.stream()
        .filter(other -> other.name().equals(told.get("like")))
        .flatMap(other -> other.lines().stream())
        .filter(
            line -> !without.contains(line.get("signal")) && !without.contains(line.get("fact")))
        .forEach(history::add);
    history.addAll(new ModelCase(told).lines());
    Map<Object, Object> merged = new TreeMap<>(told);
    merged.put("history", history);
    return new ModelCase(merged);
  }

  private List<Map<?, ?>> lines() {
    List<Map<?, ?>> lines = new ArrayList<>();
    if (told.get("history") instanceof List<?> all) {
      all.forEach(line -> lines.add((Map<?, ?>) line));
    }
    return lines;
  }

  /** The story in a few words. */
  public String name() {
    return String.valueOf(told.get("case"));
  }

  /** The day to score. */
  public long day() {
    return date(told.get("day")).toEpochDay();
  }

  /** The day to compare with. */
  public long comparedDay() {
    return day() - (told.get("compare") instanceof Number days ? days.longValue() : 30);
  }

  @Nullable Populations populations() {
    return told.get("population") instanceof List<?> points
        ? new Populations(
            Population.of(points.stream().mapToInt(ModelCase::tenths).toArray()), new TreeMap<>())
        : null;
  }

  List<ChildScore> children() {
    List<ChildScore> children = new ArrayList<>();
    if (told.get("children") instanceof List<?> all) {
      for (Object each : all) {
        Map<?, ?> child = (Map<?, ?>) each;
        OptionalInt score =
            child.get("score") == null
                ? OptionalInt.empty()
                : OptionalInt.of(tenths(child.get("score")));
        children.add(
            new ChildScore(
                String.valueOf(child.get("account")),
                String.valueOf(child.get("account")),
                new Score(0, score, "", 100),
                micros(child.get("arr"), 0),
                "EUR"));
      }
    }
    return children;
  }

  /** The history as a model sees it, with the signals that the model derives. */
  public AccountHistory history(Scorecard card) {
    AccountHistory history = new AccountHistory();
    DerivedSignals derived = DerivedSignals.of(List.of(card));
    for (Seen seen : seen()) {
      history.add(seen.observation());
      derived.of(seen.observation(), seen.attributes()).forEach(history::add);
    }
    facts().forEach(fact -> history.setFact(fact.name(), fact.value(), fact.at(), "case"));
    return history;
  }

  /** Every observation, line by line. */
  public List<Seen> seen() {
    List<Seen> seen = new ArrayList<>();
    for (Map<?, ?> line : lines()) {
      if (line.get("fact") == null) {
        days(line).forEach(on -> addDay(seen, line, on));
      }
    }
    return seen;
  }

  /** Every fact, line by line. */
  public List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    for (Map<?, ?> line : lines()) {
      if (line.get("fact") instanceof String fact) {
        days(line)
            .forEach(on -> facts.add(new Fact(fact, String.valueOf(line.get("value")), at(on, 8))));
      }
    }
    return facts;
  }

  private static List<LocalDate> days(Map<?, ?> line) {
    LocalDate first = date(line.get("on"));
    LocalDate last = line.get("until") == null ? first : date(line.get("until"));
    int step = line.get("every") instanceof String every ? days(every) : 1;
    return first.datesUntil(last.plusDays(1), Period.ofDays(step)).toList();
  }

  private static void addDay(List<Seen> seen, Map<?, ?> line, LocalDate on) {
    List<@Nullable String> actors = new ArrayList<>();
    if (line.get("actors") instanceof List<?> names) {
      names.forEach(name -> actors.add(String.valueOf(name)));
    } else {
      actors.add(text(line.get("actor")));
    }
    int times = line.get("times") instanceof Number number ? number.intValue() : 1;
    int hours = line.get("hours") instanceof Number number ? number.intValue() : 1;
    int first = line.get("hour") instanceof Number number ? number.intValue() : hours == 1 ? 9 : 0;
    for (int hour = first; hour < first + hours; hour++) {
      for (String actor : actors) {
        for (int time = 0; time < times; time++) {
          seen.add(new Seen(observation(line, at(on, hour), actor), attributes(line)));
        }
      }
    }
  }

  private static Observation observation(Map<?, ?> line, Instant at, @Nullable String actor) {
    return new Observation(
        String.valueOf(line.get("signal")),
        at,
        micros(line.get("value"), 1),
        actor,
        text(line.get("item")));
  }

  private static Map<String, String> attributes(Map<?, ?> line) {
    Map<String, String> attributes = new TreeMap<>();
    if (line.get("attributes") instanceof Map<?, ?> map) {
      map.forEach((key, value) -> attributes.put(String.valueOf(key), String.valueOf(value)));
    }
    return attributes;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : String.valueOf(value);
  }

  private static int days(String text) {
    return Integer.parseInt(text.substring(0, text.length() - 1));
  }

  private static LocalDate date(@Nullable Object text) {
    return LocalDate.parse(String.valueOf(text));
  }

  private static Instant at(LocalDate day, int hour) {
    return day.atTime(hour, 0).toInstant(ZoneOffset.UTC);
  }

  private static long micros(@Nullable Object value, double otherwise) {
    return Math.round((value instanceof Number number ? number.doubleValue() : otherwise) * 1e6);
  }

  private static int tenths(@Nullable Object points) {
    return (int) Math.round(((Number) Objects.requireNonNull(points)).doubleValue() * 10);
  }
}
