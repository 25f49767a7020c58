package io.barometer.scoring.portfolio;

import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A list query as SQL over the current scores. Values travel as parameters only; what is put into
 * the text comes from {@link ScoreField} and {@link Comparison}.
 */
final class ListSql {
  private static final String LIVE =
      "s.projection_version = (select live_version from scoring.projection where name = 'scoring')";

  private final List<Object> parameters = new ArrayList<>();
  private final List<String> clauses = new ArrayList<>(List.of(LIVE));

  private ListSql(ListQuery query, String scoreName) {
    clauses.add("s.score_name = " + parameter(scoreName));
    for (Condition condition : query.conditions()) {
      clauses.add(
          "s.%s %s %s"
              .formatted(
                  condition.field().column,
                  condition.comparison().sign,
                  parameter(condition.value())));
    }
  }

  /** A statement with its parameters. */
  record Statement(String sql, Tuple parameters) {}

  /** How many accounts match. */
  static Statement count(ListQuery query, String scoreName) {
    var sql = new ListSql(query, scoreName);
    return sql.statement("select count(*) from scoring.score s where " + sql.where());
  }

  /** The accounts of the page, and one more when there is a next page. */
  static Statement page(ListQuery query, String scoreName) {
    var sql = new ListSql(query, scoreName);
    if (!query.after().isEmpty()) {
      sql.clauses.add(sql.after(query.order(), query.after(), 0));
    }
    String order =
        query.order().stream()
            .map(key -> key.sql() + (key.descending() ? " desc" : ""))
            .collect(Collectors.joining(", "));
    return sql.statement(
        """
        select s.shard, s.detail from scoring.score s
        where %s
        order by %s limit %d
        """
            .formatted(sql.where(), order, query.pageSize() + 1));
  }

  /** {@code k0 > v0 or (k0 = v0 and (k1 > v1 or …))}. */
  private String after(List<OrderKey> order, List<Object> values, int at) {
    OrderKey key = order.get(at);
    String value = parameter(values.get(at));
    String beyond = "%s %s %s".formatted(key.sql(), key.descending() ? "<" : ">", value);
    if (at + 1 == order.size()) {
      return beyond;
    }
    return "(%s or (%s = %s and %s))"
        .formatted(beyond, key.sql(), value, after(order, values, at + 1));
  }

  private String parameter(Object value) {
    if (value instanceof BigDecimal number) {
      parameters.add(Numeric.create(number));
      return "$" + parameters.size() + "::numeric";
    }
    parameters.add(value);
    return "$" + parameters.size() + "::text";
  }

  private String where() {
    return String.join(" and ", clauses);
  }

  private Statement statement(String sql) {
    return new Statement(sql, Tuple.from(parameters));
  }
}
