package io.barometer.scoring.portfolio;

import io.barometer.scoring.portfolio.QueryTokens.Token;
import io.barometer.scoring.portfolio.QueryTokens.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads an order: {@code field ["asc" | "desc"] {"," field …}}. The account is always the last key,
 * so that an order has no ties.
 */
final class OrderParser {
  private static final OrderKey BY_ACCOUNT = new OrderKey(ScoreField.ACCOUNT, false);

  private OrderParser() {}

  static List<OrderKey> parse(String order) throws QueryTextException {
    List<Token> tokens = QueryTokens.of(order);
    List<OrderKey> keys = new ArrayList<>();
    int at = 0;
    while (tokens.get(at).type() != Type.END || !keys.isEmpty()) {
      ScoreField field = field(keys, tokens.get(at));
      at += tokens.get(at).type() == Type.END ? 0 : 1;
      Token direction = tokens.get(at);
      boolean descending = direction.text().equalsIgnoreCase("desc");
      at += descending || direction.text().equalsIgnoreCase("asc") ? 1 : 0;
      keys.add(new OrderKey(field, descending));
      Token comma = tokens.get(at);
      if (comma.type() == Type.END) {
        break;
      }
      if (!comma.text().equals(",")) {
        throw new QueryTextException(
            comma.position(),
            "expected desc, a comma or the end, not " + FilterParser.shown(comma));
      }
      at++;
    }
    return closed(keys);
  }

  private static ScoreField field(List<OrderKey> keys, Token token) throws QueryTextException {
    var fields = Arrays.stream(ScoreField.values()).filter(field -> field.orders).toList();
    ScoreField field = FilterParser.named(fields, token);
    if (keys.stream().anyMatch(key -> key.field() == field)) {
      throw new QueryTextException(token.position(), field.word() + " is named twice");
    }
    return field;
  }

  private static List<OrderKey> closed(List<OrderKey> keys) {
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i).field() == ScoreField.ACCOUNT) {
        return List.copyOf(keys.subList(0, i + 1));
      }
    }
    keys.add(BY_ACCOUNT);
    return List.copyOf(keys);
  }
}
