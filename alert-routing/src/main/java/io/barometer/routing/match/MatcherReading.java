package io.barometer.routing.match;

import com.google.re2j.PatternSyntaxException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What became of reading a matcher as a person writes it. */
public sealed interface MatcherReading {

  /** It can be asked. */
  record Accepted(Matcher matcher) implements MatcherReading {}

  /**
   * It cannot.
   *
   * @param problem what is wrong and what to write instead
   */
  record Rejected(String problem) implements MatcherReading {}

  /** The longest text that is read. */
  int LONGEST = 500;

  /** Reads one matcher, {@code label operator value}; quotes around the value may be left out. */
  static MatcherReading of(String text) {
    if (text.length() > LONGEST) {
      return new Rejected("longer than " + LONGEST + " characters");
    }
    int end = 0;
    while (end < text.length()
        && (Character.isLetter(text.charAt(end)) || text.charAt(end) == '_')) {
      end++;
    }
    String name = text.substring(0, end);
    String rest = text.substring(end).strip();
    var label = Label.named(name);
    if (label.isEmpty()) {
      return new Rejected(
          "\"%s\" is no label; there are %s"
              .formatted(
                  name,
                  Arrays.stream(Label.values())
                      .map(Label::toString)
                      .collect(Collectors.joining(", "))));
    }
    for (Operator operator : Operator.values()) {
      if (rest.startsWith(operator.toString())) {
        return read(label.get(), operator, rest.substring(operator.toString().length()).strip());
      }
    }
    return new Rejected("write an operator after " + name + ": = != =~ !~ > >= < <=");
  }

  private static MatcherReading read(Label label, Operator operator, String written) {
    if (operator.isNumeric() && !label.isNumber()) {
      return new Rejected(label + " is no number: use = != =~ !~");
    }
    String value = unquoted(written);
    try {
      return new Accepted(new Matcher(label, operator, value));
    } catch (NumberFormatException none) {
      return new Rejected("\"" + value + "\" is no number");
    } catch (PatternSyntaxException malformed) {
      return new Rejected("not a pattern of RE2: " + malformed.getDescription());
    }
  }

  private static String unquoted(String written) {
    if (written.length() < 2 || !written.startsWith("\"") || !written.endsWith("\"")) {
      return written;
    }
    StringBuilder value = new StringBuilder();
    for (int i = 1; i < written.length() - 1; i++) {
      boolean escape = written.charAt(i) == '\\' && i + 2 < written.length();
      char next = escape ? written.charAt(i + 1) : 0;
      if (next == '"' || next == '\\') {
        i++;
      }
      value.append(written.charAt(i));
    }
    return value.toString();
  }
}
