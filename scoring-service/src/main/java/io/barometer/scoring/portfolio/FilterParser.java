package io.barometer.scoring.portfolio;

import io.barometer.model.name.NearestName;
import io.barometer.scoring.portfolio.QueryTokens.Token;
import io.barometer.scoring.portfolio.QueryTokens.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a filter.
 *
 * <pre>
 * filter    = [ condition { "AND" condition } ]
 * condition = field operator value
 * operator  = "=" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;="
 * value     = number | '"' text '"'
 * </pre>
 */
final class FilterParser {
  private static final BigDecimal LIMIT = BigDecimal.valueOf(1_000_000);

  private final List<Token> tokens;
  private int at;

  private FilterParser(List<Token> tokens) {
    this.tokens = tokens;
  }

  static List<Condition> parse(String filter) throws QueryTextException {
    var parser = new FilterParser(QueryTokens.of(filter));
    return parser.filter();
  }

  private List<Condition> filter() throws QueryTextException {
    List<Condition> conditions = new ArrayList<>();
    if (peek().type() == Type.END) {
      return conditions;
    }
    conditions.add(condition());
    while (peek().type() != Type.END) {
      Token and = take();
      if (!and.text().equalsIgnoreCase("AND") || and.type() != Type.WORD) {
        throw new QueryTextException(and.position(), "expected AND or the end, not " + shown(and));
      }
      conditions.add(condition());
    }
    return conditions;
  }

  private Condition condition() throws QueryTextException {
    ScoreField field = field(take());
    Comparison comparison = comparison(field, take());
    return new Condition(field, comparison, value(field, take()));
  }

  private static ScoreField field(Token token) throws QueryTextException {
    var fields = Arrays.stream(ScoreField.values()).filter(field -> field.filters).toList();
    return named(fields, token);
  }

  /** The field that a token names, or what it could have meant. */
  static ScoreField named(List<ScoreField> fields, Token token) throws QueryTextException {
    for (ScoreField field : fields) {
      if (token.type() == Type.WORD && field.word().equals(token.text())) {
        return field;
      }
    }
    List<String> words = fields.stream().map(ScoreField::word).toList();
    String nearest =
        NearestName.of(token.text(), words)
            .map(name -> "; did you mean " + name + "?")
            .orElse("; one of " + String.join(", ", words));
    throw new QueryTextException(
        token.position(), "expected a field, not " + shown(token) + nearest);
  }

  private static Comparison comparison(ScoreField field, Token token) throws QueryTextException {
    for (Comparison comparison : Comparison.values()) {
      if (token.type() == Type.SIGN && comparison.sign.equals(token.text())) {
        if (field.kind == ScoreField.Kind.NAME && !comparison.onlyEquality()) {
          throw new QueryTextException(token.position(), field.word() + " takes only = and !=");
        }
        return comparison;
      }
    }
    throw new QueryTextException(
        token.position(), "expected one of = != < <= > >=, not " + shown(token));
  }

  private static Object value(ScoreField field, Token token) throws QueryTextException {
    if (field.kind.text()) {
      if (token.type() != Type.TEXT) {
        throw new QueryTextException(
            token.position(), field.word() + " takes a text in double quotes, not " + shown(token));
      }
      return token.text();
    }
    BigDecimal number = number(field, token);
    return field.kind == ScoreField.Kind.TENTHS ? number.movePointRight(1) : number;
  }

  private static BigDecimal number(ScoreField field, Token token) throws QueryTextException {
    if (token.type() == Type.NUMBER && token.text().length() <= 20) {
      try {
        var number = new BigDecimal(token.text());
        if (number.scale() <= 6 && number.abs().compareTo(LIMIT) <= 0) {
          return number;
        }
      } catch (NumberFormatException malformed) {
        throw notANumber(field, token);
      }
    }
    throw notANumber(field, token);
  }

  private static QueryTextException notANumber(ScoreField field, Token token) {
    return new QueryTextException(
        token.position(), field.word() + " takes a number up to 1000000, not " + shown(token));
  }

  static String shown(Token token) {
    return token.type() == Type.END ? "the end" : "\"" + token.text() + "\"";
  }

  private Token peek() {
    return tokens.get(at);
  }

  private Token take() {
    Token token = tokens.get(at);
    if (token.type() != Type.END) {
      at++;
    }
    return token;
  }
}
