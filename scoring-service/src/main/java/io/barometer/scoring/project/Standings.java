package io.barometer.scoring.project;

import static java.time.DayOfWeek.MONDAY;

import io.barometer.eventstore.Tx;
import io.barometer.model.score.Scorer;
import io.barometer.scoring.population.Averages;
import io.barometer.scoring.score.AccountScores;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where a shard's accounts stood when days began, for the models that rank: what {@code
 * scoring.population} does not hold yet of the last 30 days and of the Mondays of the year before
 * them. The population of a day is made of the averages at the end of the day before, so that whole
 * days are compared with whole days.
 */
final class Standings {
  private static final int DAYS = 366;
  private static final int EVERY_DAY = 30;

  /** Tenant to its models that lack days. */
  private final SortedMap<String, List<Lacking>> byTenant = new TreeMap<>();

  private Standings() {}

  /** The days that a model lacks, and what was found for them: day to segment to averages. */
  private record Lacking(
      Scorer scorer, String modelHash, SortedMap<Long, SortedMap<String, Averages>> days) {

    void add(Account account) {
      long first = account.history.firstDay().orElse(Long.MAX_VALUE);
      days.tailMap(first == Long.MAX_VALUE ? first : first + 1)
          .forEach((day, bySegment) -> add(account, day - 1, bySegment));
    }

    private void add(Account account, long stood, SortedMap<String, Averages> bySegment) {
      scorer
          .average(account.history, stood)
          .ifPresent(
              tenths ->
                  bySegment
                      .computeIfAbsent(
                          scorer.segment(account.history, stood), name -> new Averages())
                      .add(tenths));
    }
  }

  /** What a shard lacks on a day of the models of these tenants. */
  static Standings lacking(Tx tx, ShardState state, Set<String> tenants, long today) {
    var standings = new Standings();
    if (tenants.isEmpty()) {
      return standings;
    }
    Map<String, Set<Long>> written = written(tx, state.shard, tenants, today);
    for (String tenant : tenants) {
      for (AccountScores scores : state.active.of(tenant).all().toList()) {
        if (scores.scorer().ranks()) {
          String hash = scores.model().getHash();
          standings.want(
              tenant, scores, today, written.getOrDefault(tenant + " " + hash, Set.of()));
        }
      }
    }
    return standings;
  }

  private void want(String tenantId, AccountScores scores, long today, Set<Long> written) {
    SortedMap<Long, SortedMap<String, Averages>> days = new TreeMap<>();
    for (long day = today - DAYS; day <= today; day++) {
      if (wanted(day, today) && !written.contains(day)) {
        days.put(day, new TreeMap<>(Map.of("", new Averages())));
      }
    }
    if (!days.isEmpty()) {
      byTenant
          .computeIfAbsent(tenantId, tenant -> new ArrayList<>())
          .add(new Lacking(scores.scorer(), scores.model().getHash(), days));
    }
  }

  /** All shards want the same Mondays, whatever their today is. */
  private static boolean wanted(long day, long today) {
    return day >= today - EVERY_DAY || LocalDate.ofEpochDay(day).getDayOfWeek() == MONDAY;
  }

  private static Map<String, Set<Long>> written(Tx tx, int shard, Set<String> tenants, long today) {
    Map<String, Set<Long>> written = new TreeMap<>();
    for (Row row :
        tx.query(
            """
            select tenant_id, model_hash, day from scoring.population
            where shard = $1 and tenant_id = any($2::text[]) and day between $3 and $4 and segment = ''
            """,
            Tuple.of(shard, tenants.toArray(String[]::new), (int) today - DAYS, (int) today))) {
      written
          .computeIfAbsent(row.getString(0) + " " + row.getString(1), model -> new TreeSet<>())
          .add((long) row.getInteger(2));
    }
    return written;
  }

  /** Whose accounts are wanted. */
  Set<String> tenants() {
    return Collections.unmodifiableSet(byTenant.keySet());
  }

  /** Adds an account of one of the tenants. */
  void add(Account account) {
    byTenant.getOrDefault(account.key.tenantId(), List.of()).forEach(model -> model.add(account));
  }

  /** Writes everything, without waiting. */
  void write(Tx tx, int shard) {
    byTenant.forEach((tenant, models) -> models.forEach(model -> write(tx, shard, tenant, model)));
  }

  private static void write(Tx tx, int shard, String tenantId, Lacking model) {
    List<Integer> days = new ArrayList<>();
    List<String> segments = new ArrayList<>();
    List<Buffer> averages = new ArrayList<>();
    model
        .days()
        .forEach(
            (day, bySegment) ->
                bySegment.forEach(
                    (segment, found) -> {
                      days.add(day.intValue());
                      segments.add(segment);
                      averages.add(Buffer.buffer(found.bytes()));
                    }));
    tx.send(
        """
        insert into scoring.population (tenant_id, model_hash, shard, day, segment, averages)
        select $1, $2, $3, * from unnest($4::int[], $5::text[], $6::bytea[])
        """,
        Tuple.of(tenantId, model.modelHash(), shard)
            .addArrayOfInteger(days.toArray(Integer[]::new))
            .addArrayOfString(segments.toArray(String[]::new))
            .addArrayOfBuffer(averages.toArray(Buffer[]::new)));
  }
}
