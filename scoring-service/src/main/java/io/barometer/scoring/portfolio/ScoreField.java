package io.barometer.scoring.portfolio;

import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.Trend;
import io.barometer.signals.Facts;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a filter or an order can name: once as a column of the current scores, once as a part of a
 * computed score, so that both give the same answer. Numbers are whole (tenths, percent, days),
 * except {@code arr}.
 */
enum ScoreField {
  BAND("band", Kind.NAME, true, false, score -> score.getScore().getBand()),
  SCORE("tenths", Kind.TENTHS, true, true, ScoreField::tenths),
  COVERAGE("coverage", Kind.WHOLE, true, false, s -> number(s.getScore().getCoveragePercent())),
  CHANGE_7D("change_7d", Kind.TENTHS, true, true, score -> change(score, 7)),
  CHANGE_30D("change_30d", Kind.TENTHS, true, true, score -> change(score, 30)),
  CHANGE_90D("change_90d", Kind.TENTHS, true, true, score -> change(score, 90)),
  CHANGE_365D("change_365d", Kind.TENTHS, true, true, score -> change(score, 365)),
  OWNER("owner", Kind.TEXT, true, false, score -> score.getAccount().getOwner()),
  PLAN("plan", Kind.TEXT, true, false, score -> score.getAccount().getPlan()),
  INDUSTRY("industry", Kind.TEXT, true, false, score -> score.getAccount().getIndustry()),
  REGION("region", Kind.TEXT, true, false, score -> score.getAccount().getRegion()),
  SEGMENT("segment", Kind.TEXT, true, false, s -> s.getAssessment().getSegment().getName()),
  PARENT("parent", Kind.TEXT, true, false, score -> score.getAccount().getParentAccountId()),
  ACCOUNT("account_id", Kind.TEXT, true, true, score -> score.getAccount().getAccountId()),
  NAME("name", Kind.TEXT, true, true, score -> score.getAccount().getName()),
  ARR("arr", Kind.AMOUNT, false, true, ScoreField::arr),
  ATTENTION("attention", Kind.TENTHS, false, true, ScoreField::attention);

  /** How values are written and compared. */
  enum Kind {
    /** Points with at most one decimal, kept as tenths. */
    TENTHS,
    WHOLE,
    AMOUNT,
    TEXT,
    /** A text that is only equal or not. */
    NAME;

    boolean text() {
      return this == TEXT || this == NAME;
    }
  }

  final String column;
  final Kind kind;
  final boolean filters;
  final boolean orders;
  private final Function<AccountScore, @Nullable Object> reader;

  ScoreField(
      String column,
      Kind kind,
      boolean filters,
      boolean orders,
      Function<AccountScore, @Nullable Object> reader) {
    this.column = column;
    this.kind = kind;
    this.filters = filters;
    this.orders = orders;
    this.reader = reader;
  }

  /** The name in filters and orders. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A String or a BigDecimal, by kind; null when not known. */
  @Nullable Object of(AccountScore score) {
    return reader.apply(score);
  }

  private static @Nullable Object tenths(AccountScore score) {
    return score.getScore().hasTenths() ? number(score.getScore().getTenths()) : null;
  }

  private static @Nullable Object change(AccountScore score, int days) {
    for (Trend trend : score.getTrendsList()) {
      if (trend.getDays() == days && trend.hasChangeTenths()) {
        return number(trend.getChangeTenths());
      }
    }
    return null;
  }

  private static @Nullable Object arr(AccountScore score) {
    if (!score.getAccount().hasArr()) {
      return null;
    }
    return Facts.amount(score.getAccount().getArr());
  }

  private static @Nullable Object attention(AccountScore score) {
    if (!score.getScore().hasTenths()) {
      return null;
    }
    int loss = change(score, 30) instanceof BigDecimal change ? Math.min(0, change.intValue()) : 0;
    return number(score.getScore().getTenths() + 2L * loss);
  }

  private static BigDecimal number(long value) {
    return BigDecimal.valueOf(value);
  }
}
