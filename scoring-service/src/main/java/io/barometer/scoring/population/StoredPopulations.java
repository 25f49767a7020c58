package io.barometer.scoring.population;

import io.barometer.eventstore.Tx;
import io.barometer.model.score.Population;
import io.barometer.model.score.PopulationHistory;
import io.barometer.model.score.Populations;
import io.barometer.model.score.SampleGuard;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The populations of a tenant's model as {@code scoring.population} keeps them, read when they are
 * asked for. The one of a day is the latest at or before it that every shard has written; which
 * those are is looked up once. The last ones asked for stay in memory: a score and its trends look
 * at a dozen days. For one thread at a time.
 */
public final class StoredPopulations implements PopulationHistory {
  private static final int IN_MEMORY = 16;

  private final int mostInMemory;

  private final Supplier<Tx> transaction;
  private final String tenantId;
  private final String modelHash;
  private final Map<Long, Populations> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Populations> eldest) {
          return size() > mostInMemory;
        }
      };
  private @Nullable TreeSet<Long> days;

  /**
   * Those of a model.
   *
   * @param transaction the one that is open while a score is computed
   */
  public StoredPopulations(Supplier<Tx> transaction, String tenantId, String modelHash) {
    this(transaction, tenantId, modelHash, IN_MEMORY);
  }

  /**
   * The same, for whoever asks for many days again and again.
   *
   * @param mostInMemory days that stay in memory
   */
  public StoredPopulations(
      Supplier<Tx> transaction, String tenantId, String modelHash, int mostInMemory) {
    this.mostInMemory = mostInMemory;
    this.transaction = transaction;
    this.tenantId = tenantId;
    this.modelHash = modelHash;
  }

  /** Whether there is any. */
  public boolean none() {
    return written().isEmpty();
  }

  @Override
  public Populations on(long day) {
    Long latest = written().floor(day);
    return latest == null ? Populations.NONE : remembered(latest);
  }

  private TreeSet<Long> written() {
    TreeSet<Long> written = days;
    if (written == null) {
      written = complete();
      days = written;
    }
    return written;
  }

  private Populations remembered(long day) {
    Populations found = known.get(day);
    if (found == null) {
      found = read(day);
      known.put(day, found);
    }
    return found;
  }

  private TreeSet<Long> complete() {
    TreeSet<Long> found = new TreeSet<>();
    for (Row row :
        transaction
            .get()
            .query(
                """
                select distinct day from scoring.population
                where tenant_id = $1 and model_hash = $2 and complete
                """,
                Tuple.of(tenantId, modelHash))) {
      found.add((long) row.getInteger(0));
    }
    return found;
  }

  private Populations read(long day) {
    IntStream.Builder portfolio = IntStream.builder();
    Map<String, IntStream.Builder> bySegment = new HashMap<>();
    for (Row row :
        transaction
            .get()
            .query(
                """
                select segment, averages from scoring.population
                where tenant_id = $1 and model_hash = $2 and day = $3 and complete
                """,
                Tuple.of(tenantId, modelHash, (int) day))) {
      var segment = bySegment.computeIfAbsent(row.getString(0), name -> IntStream.builder());
      for (int tenths : Averages.tenths(row.getBuffer(1).getBytes())) {
        portfolio.add(tenths);
        segment.add(tenths);
      }
    }
    SortedMap<String, Population> segments = new TreeMap<>();
    bySegment.forEach((name, all) -> segments.put(name, population(all)));
    return new Populations(population(portfolio), segments, SampleGuard.RANKS_FROM);
  }

  private static Population population(IntStream.Builder tenths) {
    return Population.of(tenths.build().toArray());
  }
}
