package io.barometer.scoring.portfolio;

import io.barometer.eventstore.Tx;
import io.barometer.model.score.SampleGuard;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.SummarizePortfolioResponse;
import io.barometer.signals.Facts;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** The figures of a portfolio, added up account by account or by the database. */
final class PortfolioSummary {
  /** A change within 5 points is stable. */
  private static final BigDecimal STABLE = BigDecimal.valueOf(50);

  private final Scorecard card;
  private final BandSummaries bands;
  private int improving;
  private int declining;
  private final Map<String, Integer> segments = new TreeMap<>();

  PortfolioSummary(Scorecard card) {
    this.card = card;
    this.bands = new BandSummaries(card);
  }

  void add(AccountScore score) {
    var arr = score.getAccount().getArr();
    segments.merge(score.getAssessment().getSegment().getName(), 1, Integer::sum);
    bands.add(score.getScore().getBand(), 1, arr.getCurrencyCode(), Facts.amount(arr));
    if (ScoreField.CHANGE_30D.of(score) instanceof BigDecimal change) {
      improving += change.compareTo(STABLE) > 0 ? 1 : 0;
      declining += change.compareTo(STABLE.negate()) < 0 ? 1 : 0;
    }
  }

  void addCurrent(Tx tx, String scoreName) {
    var rows =
        tx.query(
            """
            select band, arr_currency, segment, count(*), coalesce(sum(arr), 0),
              count(*) filter (where change_30d > 50), count(*) filter (where change_30d < -50)
            from scoring.score
            where projection_version = (select live_version from scoring.projection where name = 'scoring')
              and score_name = $1
            group by band, arr_currency, segment
            """,
            Tuple.of(scoreName));
    for (Row row : rows) {
      int accounts = row.getLong(3).intValue();
      bands.add(row.getString(0), accounts, row.getString(1), row.getBigDecimal(4));
      segments.merge(row.getString(2), accounts, Integer::sum);
      improving += row.getLong(5).intValue();
      declining += row.getLong(6).intValue();
    }
  }

  SummarizePortfolioResponse.Builder message() {
    return SummarizePortfolioResponse.newBuilder()
        .addAllBands(bands.messages())
        .addAllWarnings(SampleGuard.warnings(card, segments))
        .setImproving(improving)
        .setDeclining(declining);
  }
}
