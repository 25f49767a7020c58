package io.barometer.eventstore.start;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Finds a log that ends before what was applied of it: its owner's database was restored to an
 * earlier moment than the one at hand, or Kafka kept entries of a log that is gone. Going on would
 * take later events for repeats.
 *
 * @param log the name of it, for people
 * @param applied the position up to which a shard is applied
 * @param heads the last position of each shard, as the log's owner says; throws while it is away
 */
public record RestoredLog(
    String log, int shards, IntToLongFunction applied, Supplier<Map<Integer, Long>> heads) {

  /**
   * Ends the start where the log ends too early. Blocks for one answer of its owner.
   *
   * @throws StartRefusedException naming every shard
   */
  public void refuse() {
    new Precondition("head of the " + log, this::problems).refuse();
  }

  /** What was applied is read first: the log may grow meanwhile, and must not seem to lack that. */
  List<String> problems() {
    Map<Integer, Long> reached = new TreeMap<>();
    IntStream.range(0, shards).forEach(shard -> reached.put(shard, applied.applyAsLong(shard)));
    Map<Integer, Long> ends = heads.get();
    List<String> problems = new ArrayList<>();
    reached.forEach(
        (shard, position) -> {
          long end = ends.getOrDefault(shard, 0L);
          if (end < position) {
            problems.add(
                "shard %d of the %s ends at %d and %d is applied here: restore both databases to one moment, and empty Kafka's topic"
                    .formatted(shard, log, end, position));
          }
        });
    return problems;
  }
}
