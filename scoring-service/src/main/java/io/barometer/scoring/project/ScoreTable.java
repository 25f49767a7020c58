package io.barometer.scoring.project;

import com.google.protobuf.InvalidProtocolBufferException;
import io.barometer.eventstore.Tx;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.Trend;
import io.barometer.scoring.score.AccountKey;
import io.barometer.scoring.scorecard.ActiveModels;
import io.barometer.scoring.scorecard.TenantScores;
import io.barometer.signals.Facts;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The current score of every account, {@code scoring.score}, of one build of the projection. */
final class ScoreTable {
  private ScoreTable() {}

  /** Tells these accounts what their rows hold, with one query. */
  static void load(Tx tx, int version, Map<AccountKey, Account> accounts) {
    var rows =
        tx.query(
            """
            select s.tenant_id, s.account_id, s.moves, s.detail, s.score_name
            from unnest($2::text[], $3::text[]) as k (tenant_id, account_id)
            join scoring.score s
              on s.projection_version = $1 and s.tenant_id = k.tenant_id and s.account_id = k.account_id
            """,
            MonthTable.keys(version, accounts.keySet()));
    for (Row row : rows) {
      Account account = accounts.get(new AccountKey(row.getString(0), row.getString(1)));
      ScoreState score = account == null ? null : account.scores.get(row.getString(4));
      if (score != null) {
        score.movement = Movement.of(row.getShort(2));
        score.storedMovement = score.movement;
        score.stored = parse(row.getBuffer(3).getBytes());
        score.told = score.stored;
      }
    }
  }

  /**
   * Accounts that time can move, and those of tenants without own decisions that were scored with
   * another model than the service ships.
   */
  static Set<AccountKey> moving(Tx tx, int version, int shard, ActiveModels.Snapshot active) {
    Set<AccountKey> keys = new TreeSet<>();
    var rows =
        tx.query(
            """
            select distinct tenant_id, account_id from scoring.score
            where projection_version = $1 and shard = $2
              and (moves > 0 or (model_hash <> all($3::text[]) and tenant_id <> all($4::text[])))
            """,
            Tuple.of(
                version,
                shard,
                hashes(active.standard()),
                active.deciding().toArray(String[]::new)));
    for (Row row : rows) {
      keys.add(new AccountKey(row.getString(0), row.getString(1)));
    }
    return keys;
  }

  private static String[] hashes(TenantScores scores) {
    return scores.byName().values().stream().map(s -> s.model().getHash()).toArray(String[]::new);
  }

  /** A score row to write. */
  record ScoreRow(AccountKey key, ScoreState score) {}

  /** Writes the rows of accounts whose stored score is to be replaced, without waiting. */
  static void write(Tx tx, int version, int shard, List<ScoreRow> accounts) {
    if (accounts.isEmpty()) {
      return;
    }
    tx.send(
        """
        insert into scoring.score
          (projection_version, shard, tenant_id, account_id, tenths, band, coverage, change_7d, change_30d,
           change_90d, change_365d, name, owner, plan, industry, region, arr_currency, arr, model_hash,
           moves, detail, segment, score_name, parent, beside_hash, beside_tenths, beside_band)
        select $1, $2, * from unnest($3::text[], $4::text[], $5::int[], $6::text[], $7::int[], $8::int[],
          $9::int[], $10::int[], $11::int[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[],
          $17::text[], $18::numeric[], $19::text[], $20::int2[], $21::bytea[],
          $22::text[], $23::text[], $24::text[], $25::text[], $26::int[], $27::text[])
        on conflict (projection_version, tenant_id, account_id, score_name) do update set
          tenths = excluded.tenths, band = excluded.band, coverage = excluded.coverage,
          change_7d = excluded.change_7d, change_30d = excluded.change_30d,
          change_90d = excluded.change_90d, change_365d = excluded.change_365d,
          name = excluded.name, owner = excluded.owner, plan = excluded.plan,
          industry = excluded.industry, region = excluded.region,
          arr_currency = excluded.arr_currency, arr = excluded.arr,
          model_hash = excluded.model_hash, moves = excluded.moves, detail = excluded.detail,
          segment = excluded.segment, parent = excluded.parent,
          beside_hash = excluded.beside_hash, beside_tenths = excluded.beside_tenths,
          beside_band = excluded.beside_band
        """,
        row(version, shard, accounts));
  }

  private static Tuple row(int version, int shard, List<ScoreRow> accounts) {
    List<AccountScore> scores = new ArrayList<>(accounts.size());
    accounts.forEach(account -> scores.add(stored(account.score())));
    return Tuple.of(version, shard)
        .addArrayOfString(accounts.stream().map(a -> a.key().tenantId()).toArray(String[]::new))
        .addArrayOfString(accounts.stream().map(a -> a.key().accountId()).toArray(String[]::new))
        .addArrayOfInteger(numbers(scores, ScoreTable::tenths))
        .addArrayOfString(texts(scores, score -> score.getScore().getBand()))
        .addArrayOfInteger(numbers(scores, score -> score.getScore().getCoveragePercent()))
        .addArrayOfInteger(numbers(scores, score -> change(score, 0)))
        .addArrayOfInteger(numbers(scores, score -> change(score, 1)))
        .addArrayOfInteger(numbers(scores, score -> change(score, 2)))
        .addArrayOfInteger(numbers(scores, score -> change(score, 3)))
        .addArrayOfString(texts(scores, score -> score.getAccount().getName()))
        .addArrayOfString(texts(scores, score -> score.getAccount().getOwner()))
        .addArrayOfString(texts(scores, score -> score.getAccount().getPlan()))
        .addArrayOfString(texts(scores, score -> score.getAccount().getIndustry()))
        .addArrayOfString(texts(scores, score -> score.getAccount().getRegion()))
        .addArrayOfString(texts(scores, score -> score.getAccount().getArr().getCurrencyCode()))
        .addValue(scores.stream().map(ScoreTable::arr).toArray(Numeric[]::new))
        .addArrayOfString(texts(scores, score -> score.getModel().getHash()))
        .addArrayOfShort(
            accounts.stream().map(a -> a.score().movement.code()).toArray(Short[]::new))
        .addArrayOfBuffer(
            scores.stream().map(s -> Buffer.buffer(s.toByteArray())).toArray(Buffer[]::new))
        .addArrayOfString(texts(scores, s -> s.getAssessment().getSegment().getName()))
        .addArrayOfString(texts(scores, AccountScore::getScoreName))
        .addArrayOfString(texts(scores, s -> s.getAccount().getParentAccountId()))
        .addArrayOfString(texts(scores, s -> s.getBeside().getModel().getHash()))
        .addArrayOfInteger(numbers(scores, ScoreTable::beside))
        .addArrayOfString(texts(scores, s -> s.getBeside().getScore().getBand()));
  }

  private static AccountScore stored(ScoreState score) {
    AccountScore stored = score.stored;
    return stored == null ? AccountScore.getDefaultInstance() : stored;
  }

  private static String[] texts(List<AccountScore> scores, Function<AccountScore, String> text) {
    return scores.stream().map(text).toArray(String[]::new);
  }

  private static Integer[] numbers(
      List<AccountScore> scores, Function<AccountScore, @Nullable Integer> number) {
    return scores.stream().map(number).toArray(Integer[]::new);
  }

  private static @Nullable Integer tenths(AccountScore score) {
    return score.getScore().hasTenths() ? score.getScore().getTenths() : null;
  }

  private static @Nullable Integer beside(AccountScore score) {
    var beside = score.getBeside().getScore();
    return beside.hasTenths() ? beside.getTenths() : null;
  }

  private static @Nullable Integer change(AccountScore score, int index) {
    Trend trend = score.getTrends(index);
    return trend.hasChangeTenths() ? trend.getChangeTenths() : null;
  }

  private static @Nullable Numeric arr(AccountScore score) {
    var facts = score.getAccount();
    return facts.hasArr() ? Numeric.create(Facts.amount(facts.getArr())) : null;
  }

  private static AccountScore parse(byte[] detail) {
    try {
      return AccountScore.parseFrom(detail);
    } catch (InvalidProtocolBufferException damaged) {
      throw new IllegalStateException("a score row cannot be read", damaged);
    }
  }
}
