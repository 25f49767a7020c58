package io.barometer.language;

import io.barometer.model.name.NearestName;
import io.barometer.model.scorecard.Violation.Reason;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value in a YAML file with its path. Reading a value of the wrong kind notes a problem and goes
 * on, so that one pass finds all of them.
 */
final class YamlField {
  private static final int MOST_TENTHS = 1_000_000;

  private final Node node;
  private final String path;
  private final YamlProblems problems;

  YamlField(Node node, String path, YamlProblems problems) {
    this.node = node;
    this.path = path;
    this.problems = problems;
    problems.place(path, node.getStartMark());
  }

  String path() {
    return path;
  }

  /** A value of the wrong kind. */
  void problem(String text) {
    problem(Reason.FORMAT, text);
  }

  void problem(Reason reason, String text) {
    problems.add(node.getStartMark(), path, reason, text);
  }

  /**
   * A problem inside a text, where the text stands as it is: on one line. Otherwise at its
   * beginning.
   */
  void problemInside(int line, int column, Reason reason, String text) {
    Optional<Mark> start = node.getStartMark();
    if (start.isEmpty() || line > 1 || !(node instanceof ScalarNode scalar) || isFolded(scalar)) {
      problem(reason, text);
      return;
    }
    int quote = scalar.getScalarStyle() == ScalarStyle.PLAIN ? 0 : 1;
    int at = start.get().getColumn() + quote + column;
    problems.add(start.get().getLine() + 1, at, path, reason, text);
  }

  private static boolean isFolded(ScalarNode scalar) {
    return scalar.getScalarStyle() == ScalarStyle.FOLDED
        || scalar.getScalarStyle() == ScalarStyle.LITERAL
        || scalar.getValue().indexOf('\n') >= 0;
  }

  /** Key → value in the order of the file; keys that are not known are problems. */
  Map<String, YamlField> mapping(Set<String> known) {
    Map<String, YamlField> fields = new LinkedHashMap<>();
    mapping()
        .forEach(
            (key, field) -> {
              if (known.contains(key)) {
                fields.put(key, field);
              } else {
                field.problem("unknown key" + hint(key, known));
              }
            });
    return fields;
  }

  private static String hint(String key, Set<String> known) {
    return NearestName.of(key, known)
        .map(name -> "; did you mean \"" + name + "\"?")
        .orElse("; one of " + String.join(", ", known));
  }

  /** Key → value in the order of the file, whatever the keys are. */
  Map<String, YamlField> mapping() {
    Map<String, YamlField> fields = new LinkedHashMap<>();
    if (!(node instanceof MappingNode mapping)) {
      problem("expected keys and values");
      return fields;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
      var field = new YamlField(tuple.getValueNode(), child(key), problems);
      if (fields.putIfAbsent(key, field) != null) {
        problems.add(
            tuple.getKeyNode().getStartMark(),
            child(key),
            Reason.NAME_TAKEN,
            "the key stands here twice");
      }
    }
    return fields;
  }

  List<YamlField> items() {
    List<YamlField> fields = new ArrayList<>();
    if (!(node instanceof SequenceNode sequence)) {
      problem("expected a list");
      return fields;
    }
    for (Node item : sequence.getValue()) {
      fields.add(new YamlField(item, path + "[" + fields.size() + "]", problems));
    }
    return fields;
  }

  /** The text; empty, and a problem, when there is none. */
  String text() {
    if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
      return scalar.getValue();
    }
    problem("expected a text");
    return "";
  }

  /** This text, at the place of the value. */
  Said said(String text) {
    Optional<Mark> start = node.getStartMark();
    return new Said(
        text, start.map(Mark::getLine).orElse(0) + 1, start.map(Mark::getColumn).orElse(0) + 1);
  }

  /** The number; 0, and a problem, when there is none. */
  double number() {
    return optionalNumber()
        .orElseGet(
            () -> {
              problem("expected a number");
              return 0.0;
            });
  }

  /** The whole number; 0, and a problem, when there is none. */
  int whole() {
    double number = number();
    if (number != StrictMath.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
      problem("expected a whole number");
      return 0;
    }
    return (int) number;
  }

  /** Points with at most one decimal, in tenths. */
  int tenths() {
    double tenths = number() * 10;
    if (Math.abs(tenths - StrictMath.rint(tenths)) > 1e-6 || Math.abs(tenths) > MOST_TENTHS) {
      problem("expected points with at most one decimal");
      return 0;
    }
    return (int) StrictMath.rint(tenths);
  }

  /** True or false; false, and a problem, when it is neither. */
  boolean flag() {
    if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)) {
      return Boolean.parseBoolean(scalar.getValue());
    }
    problem("expected true or false");
    return false;
  }

  boolean isList() {
    return node instanceof SequenceNode;
  }

  /** The number, when the value is one. */
  Optional<Double> optionalNumber() {
    if (node instanceof ScalarNode scalar
        && (scalar.getTag().equals(Tag.INT) || scalar.getTag().equals(Tag.FLOAT))) {
      try {
        return Optional.of(new BigDecimal(scalar.getValue()).doubleValue());
      } catch (NumberFormatException infinite) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private String child(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
