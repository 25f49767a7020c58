package io.barometer.scoring.portfolio;

import io.barometer.edge.PageTokens;
import io.barometer.edge.Violations;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.ListScoresRequest;
import io.barometer.scoring.past.View;
import io.barometer.scoring.score.RequestFields;
import java.util.Comparator;
import java.util.List;

/**
 * A list request that has been read.
 *
 * @param fingerprint what must be the same on every page
 * @param after the order values of the last account of the page before; empty for the first page
 */
record ListQuery(
    List<Condition> conditions,
    List<OrderKey> order,
    View view,
    int pageSize,
    String fingerprint,
    List<Object> after) {
  private static final int DEFAULT_PAGE = 100;
  private static final int MAX_PAGE = 1_000;
  private static final int MAX_TEXT = 4_000;

  /**
   * Reads a request.
   *
   * @throws io.barometer.edge.Refusal with everything that is wrong with it
   */
  static ListQuery of(String tenantId, ListScoresRequest request, PageTokens tokens) {
    var violations = new Violations();
    List<Condition> conditions = filter(request.getFilter(), violations);
    RequestFields.text("order_by", request.getOrderBy(), MAX_TEXT, violations);
    RequestFields.range("page_size", request.getPageSize(), 0, Integer.MAX_VALUE, violations);
    View view = View.of(request, violations);
    List<OrderKey> order = order(request.getOrderBy(), violations);
    violations.throwIfAny();
    String fingerprint =
        String.join(
            "\0",
            "ListScores",
            tenantId,
            request.getFilter(),
            request.getOrderBy(),
            request.getScoreName(),
            "" + view.asOf().time(),
            "" + view.knownAt().time());
    List<Object> after =
        request.getPageToken().isEmpty()
            ? List.of()
            : PageCursor.decode(order, tokens.open(fingerprint, request.getPageToken()));
    return new ListQuery(
        conditions, order, view, pageSize(request.getPageSize()), fingerprint, after);
  }

  private static int pageSize(int asked) {
    return asked == 0 ? DEFAULT_PAGE : Math.min(asked, MAX_PAGE);
  }

  /** Reads a filter alone. */
  static List<Condition> filter(String filter, Violations violations) {
    RequestFields.text("filter", filter, MAX_TEXT, violations);
    return conditions(filter, violations);
  }

  private static List<Condition> conditions(String filter, Violations violations) {
    try {
      return FilterParser.parse(filter);
    } catch (QueryTextException wrong) {
      note("filter", wrong, violations);
      return List.of();
    }
  }

  private static List<OrderKey> order(String order, Violations violations) {
    try {
      return OrderParser.parse(order);
    } catch (QueryTextException wrong) {
      note("order_by", wrong, violations);
      return List.of();
    }
  }

  private static void note(String path, QueryTextException wrong, Violations violations) {
    String position = Integer.toString(wrong.position());
    violations.add(
        path,
        ErrorReason.ERROR_REASON_FILTER,
        "at character " + position + ": " + wrong.getMessage(),
        "position",
        position);
  }

  boolean matches(AccountScore score) {
    return conditions.stream().allMatch(condition -> condition.holds(score));
  }

  /** The order of the list. */
  Comparator<AccountScore> comparator() {
    return (left, right) -> {
      int compared = 0;
      for (int i = 0; i < order.size() && compared == 0; i++) {
        compared = order.get(i).compare(order.get(i).value(left), order.get(i).value(right));
      }
      return compared;
    };
  }

  /** Whether the account comes after the page before. */
  boolean onLaterPage(AccountScore score) {
    for (int i = 0; i < after.size(); i++) {
      int compared = order.get(i).compare(order.get(i).value(score), after.get(i));
      if (compared != 0) {
        return compared > 0;
      }
    }
    return after.isEmpty();
  }
}
