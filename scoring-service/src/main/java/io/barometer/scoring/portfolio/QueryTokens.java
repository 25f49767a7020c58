package io.barometer.scoring.portfolio;

import java.util.ArrayList;
import java.util.List;

/** Cuts a filter or an order into tokens; keeps where each one starts. */
final class QueryTokens {
  enum Type {
    WORD,
    TEXT,
    NUMBER,
    SIGN,
    END
  }

  /**
   * A token.
   *
   * @param position of its first character, from 1
   * @param text without quotes and escapes
   */
  record Token(Type type, int position, String text) {}

  private final String query;
  private int at;

  private QueryTokens(String query) {
    this.query = query;
  }

  static List<Token> of(String query) throws QueryTextException {
    var tokens = new QueryTokens(query);
    List<Token> all = new ArrayList<>();
    Token token;
    do {
      token = tokens.next();
      all.add(token);
    } while (token.type() != Type.END);
    return all;
  }

  private Token next() throws QueryTextException {
    while (at < query.length() && Character.isWhitespace(query.charAt(at))) {
      at++;
    }
    if (at == query.length()) {
      return new Token(Type.END, at + 1, "");
    }
    char c = query.charAt(at);
    if (c == '"') {
      return text();
    }
    if (c == '-' || c == '+' || isDigit(c)) {
      return run(Type.NUMBER);
    }
    return Character.isLetter(c) ? run(Type.WORD) : sign();
  }

  private Token run(Type type) {
    int start = at++;
    while (at < query.length() && continues(query.charAt(at))) {
      at++;
    }
    return new Token(type, start + 1, query.substring(start, at));
  }

  private static boolean continues(char c) {
    return Character.isLetter(c) || isDigit(c) || c == '_' || c == '.';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private Token text() throws QueryTextException {
    int start = at++;
    var text = new StringBuilder();
    while (at < query.length()) {
      char c = query.charAt(at++);
      if (c == '"') {
        return new Token(Type.TEXT, start + 1, text.toString());
      }
      if (c == '\\' && at < query.length()) {
        c = query.charAt(at++);
      }
      text.append(c);
    }
    throw new QueryTextException(start + 1, "a text that never ends: its closing \" is missing");
  }

  private Token sign() throws QueryTextException {
    int start = at;
    for (String sign : List.of("!=", "<=", ">=", "=", "<", ">", ",")) {
      if (query.startsWith(sign, at)) {
        at += sign.length();
        return new Token(Type.SIGN, start + 1, sign);
      }
    }
    int end = query.offsetByCodePoints(start, 1);
    throw new QueryTextException(start + 1, "unexpected \"" + query.substring(start, end) + "\"");
  }
}
