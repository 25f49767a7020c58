package io.barometer.language.expression;

import io.barometer.model.name.NearestName;
import io.barometer.model.scorecard.Metric;
import io.barometer.model.scorecard.Violation.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in the words of the language what CEL found. */
final class Messages {
  private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']*)'.*");
  private static final Pattern OVERLOAD =
      Pattern.compile("found no matching overload for '([^']*)' applied to '\\(([^']*)\\)'.*");
  private static final Pattern SELECTION =
      Pattern.compile("type '([^']*)' does not support field selection.*");
  private static final Pattern UNEXPECTED =
      Pattern.compile(
          "(?:mismatched|extraneous|no viable alternative at) input '(.*?)'.*", Pattern.DOTALL);
  private static final Pattern TOKEN =
      Pattern.compile("token recognition error at: '(.*)'", Pattern.DOTALL);
  private static final Pattern FUNCTION_CALL = Pattern.compile("\\s*\\(.*", Pattern.DOTALL);

  private final Vocabulary vocabulary;

  Messages(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  ExpressionProblem of(String message, int line, int column, String source) {
    Matcher undeclared = UNDECLARED.matcher(message);
    if (undeclared.matches()) {
      return undeclared(undeclared.group(1), line, column, source);
    }
    Matcher overload = OVERLOAD.matcher(message);
    if (overload.matches()) {
      String text = cannot(overload.group(1), overload.group(2));
      return new ExpressionProblem(line, column, Reason.EXPRESSION, text);
    }
    Matcher selection = SELECTION.matcher(message);
    if (selection.matches()) {
      String text = kind(selection.group(1)) + " has no parts";
      return new ExpressionProblem(line, column, Reason.EXPRESSION, text);
    }
    Matcher token = TOKEN.matcher(message);
    if (token.matches()) {
      String text = unexpected(token.group(1).strip());
      return new ExpressionProblem(line, column, Reason.EXPRESSION, text);
    }
    Matcher unexpected = UNEXPECTED.matcher(message);
    String text = unexpected.matches() ? unexpected(unexpected.group(1)) : plain(message);
    return new ExpressionProblem(line, column, reason(message), text);
  }

  private static Reason reason(String message) {
    return message.contains("recursion") ? Reason.COST_LIMIT : Reason.EXPRESSION;
  }

  private static String plain(String message) {
    return message.contains("recursion") ? "nested too deep" : "not an expression: " + message;
  }

  private static String unexpected(String input) {
    return switch (input) {
      case "<EOF>" -> "the expression ends too early";
      case "and" -> "\"and\" is no operator; did you mean \"&&\"?";
      case "or" -> "\"or\" is no operator; did you mean \"||\"?";
      case "=" -> "\"=\" is no operator; did you mean \"==\"?";
      default ->
          input.startsWith("\"")
              ? input + " was not expected here"
              : "\"" + input + "\" was not expected here";
    };
  }

  private ExpressionProblem undeclared(String name, int line, int column, String source) {
    int offset = Math.min(source.length(), Math.max(0, column - 1));
    boolean call =
        line == 1
            && (FUNCTION_CALL.matcher(source.substring(offset)).matches()
                || FUNCTION_CALL
                    .matcher(source.substring(Math.min(source.length(), offset + name.length())))
                    .matches());
    List<String> known = call ? Words.FUNCTIONS : names();
    String kind =
        call ? "function" : vocabulary.observation() ? "part of an observation" : "metric";
    if (!call && !vocabulary.scored() && Set.of(Words.GROUP, Words.SCORE).contains(name)) {
      String text = "\"" + name + "\" can be read by adjustments only";
      return new ExpressionProblem(line, column, Reason.EXPRESSION, text);
    }
    Optional<String> nearest = NearestName.of(name, known);
    String text = "there is no %s \"%s\"".formatted(kind, name);
    if (vocabulary.named() && !call) {
      text = "there is nothing of the name \"" + name + "\" here";
    }
    if (nearest.isPresent()) {
      text += "; did you mean \"" + nearest.get() + "\"?";
    } else if (call || vocabulary.observation()) {
      text += "; one of " + String.join(", ", known);
    }
    Reason reason = call || vocabulary.observation() ? Reason.EXPRESSION : Reason.METRIC_UNKNOWN;
    return new ExpressionProblem(line, column, reason, text);
  }

  private List<String> names() {
    if (vocabulary.observation()) {
      return List.of(Words.ITEM, Words.ACTOR, Words.VALUE, Words.ATTRIBUTES);
    }
    List<String> names = new ArrayList<>(vocabulary.metrics().stream().map(Metric::name).toList());
    names.add(Words.FACT);
    if (vocabulary.scored()) {
      names.addAll(List.of(Words.GROUP, Words.SCORE));
    }
    if (vocabulary.named()) {
      names.add(Words.METRIC);
    }
    return names;
  }

  private static String cannot(String operator, String types) {
    List<String> kinds = new ArrayList<>();
    for (String type : types.replaceAll("map\\([^)]*\\)", "map").split(", ")) {
      kinds.add(kind(type));
    }
    String name = operator.replace("_", "").replace("@", "").replace("?:", "? :");
    return "cannot apply %s to %s".formatted(name, String.join(" and ", kinds));
  }

  /** The kind of a CEL type in words. */
  static String kind(String type) {
    return switch (type) {
      case "double", "int", "uint" -> "a number";
      case "string" -> "a text";
      case "bool" -> "a yes or no";
      default -> type.startsWith("list") ? "a list" : type.startsWith("map") ? "many values" : type;
    };
  }
}
