package io.barometer.scoring.portfolio;

import io.barometer.eventstore.Tx;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.SummarizePortfolioResponse;
import io.barometer.scoring.score.Facts;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;

/** The figures of a portfolio, added up account by account or by the database. */
final class PortfolioSummary {
  /** A change within 5 points is stable. */
  private static final BigDecimal STABLE = BigDecimal.valueOf(50);

  private final BandSummaries bands;
  private int improving;
  private int declining;

  PortfolioSummary(Scorecard card) {
    this.bands = new BandSummaries(card);
  }

  void add(AccountScore score) {
    var arr = score.getAccount().getArr();
    bands.add(score.getScore().getBand(), 1, arr.getCurrencyCode(), Facts.amount(arr));
    if (ScoreField.CHANGE_30D.of(score) instanceof BigDecimal change) {
      improving += change.compareTo(STABLE) > 0 ? 1 : 0;
      declining += change.compareTo(STABLE.negate()) < 0 ? 1 : 0;
    }
  }

  void addCurrent(Tx tx) {
    var rows =
        tx.query(
            """
            select band, arr_currency, count(*), coalesce(sum(arr), 0),
              count(*) filter (where change_30d > 50), count(*) filter (where change_30d < -50)
            from scoring.score
            where projection_version = (select live_version from scoring.projection where name = 'scoring')
            group by band, arr_currency
            """);
    for (Row row : rows) {
      int accounts = row.getLong(2).intValue();
      bands.add(row.getString(0), accounts, row.getString(1), row.getBigDecimal(3));
      improving += row.getLong(4).intValue();
      declining += row.getLong(5).intValue();
    }
  }

  SummarizePortfolioResponse.Builder message() {
    return SummarizePortfolioResponse.newBuilder()
        .addAllBands(bands.messages())
        .setImproving(improving)
        .setDeclining(declining);
  }
}
