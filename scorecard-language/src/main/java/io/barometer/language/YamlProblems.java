package io.barometer.language;

import io.barometer.model.scorecard.Violation.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Collects what is wrong with one file, and remembers where each path stands in it. */
final class YamlProblems {
  private static final Place START = new Place(1, 1);

  private final String file;
  private final List<ScorecardProblem> problems = new ArrayList<>();
  private final Map<String, Place> places = new HashMap<>();

  /** A place in the file, from 1. */
  private record Place(int line, int column) {}

  YamlProblems(String file) {
    this.file = file;
  }

  void place(String path, Optional<Mark> mark) {
    places.put(path, place(mark));
  }

  void add(Optional<Mark> mark, String path, Reason reason, String text) {
    Place place = place(mark);
    add(place.line(), place.column(), path, reason, text);
  }

  void add(int line, int column, String path, Reason reason, String text) {
    problems.add(new ScorecardProblem(file, line, column, path, reason, text));
  }

  /** For a violation found later: at the path, or at its nearest parent that the file has. */
  void add(String path, Reason reason, String text) {
    String known = path;
    while (!known.isEmpty() && !places.containsKey(known)) {
      known =
          known.substring(0, Math.max(0, Math.max(known.lastIndexOf('.'), known.lastIndexOf('['))));
    }
    Place place = places.getOrDefault(known, START);
    add(place.line(), place.column(), path, reason, text);
  }

  boolean isEmpty() {
    return problems.isEmpty();
  }

  /** In the order of the file. */
  List<ScorecardProblem> sorted() {
    var byPlace =
        Comparator.comparingInt(ScorecardProblem::line).thenComparingInt(ScorecardProblem::column);
    return problems.stream().distinct().sorted(byPlace).toList();
  }

  private static Place place(Optional<Mark> mark) {
    return mark.map(m -> new Place(m.getLine() + 1, m.getColumn() + 1)).orElse(START);
  }
}
