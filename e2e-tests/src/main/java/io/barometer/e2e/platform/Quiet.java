package io.barometer.e2e.platform;

import io.barometer.proto.ingestion.v1.GetHeadsRequest;
import io.barometer.proto.ingestion.v1.ShardHead;
import io.barometer.proto.scoring.v1.GetProjectionRequest;
import io.barometer.proto.scoring.v1.ProjectionShard;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Knows when nothing is under way any more: the log is projected, score changes are judged,
 * messages are out.
 */
final class Quiet {
  private static final long PAUSE_MILLIS = 100;

  /** What alerting still has to do, in words, and what counts it. */
  private static final Map<String, String> DUE =
      Map.of(
          " notifications are pending",
          "select count(*) from alerting.delivery where state = 1",
          " groups are due",
          "select count(*) from alerting.alert_group where due_at < now() + interval '1 s'",
          " digests are due",
          "select count(*) from alerting.digest where due_at < now()",
          " triggers are on their way to the topic",
          """
          select count(*) from alerting.trigger t join alerting.trigger_topic p using (tenant_id)
          where t.topic and t.sequence > p.published
          """);

  private final Platform platform;

  Quiet(Platform platform) {
    this.platform = platform;
  }

  void await(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    String open = whatIsOpen();
    while (!open.isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("not quiet after " + limit.toSeconds() + " s: " + open);
      }
      pause();
      open = whatIsOpen();
    }
  }

  /** Empty when it is quiet. */
  private String whatIsOpen() {
    try {
      List<ShardHead> heads =
          platform.calls().eventLog().getHeads(GetHeadsRequest.getDefaultInstance()).getHeadsList();
      List<ProjectionShard> shards =
          platform
              .calls()
              .scoreLog()
              .getProjection(GetProjectionRequest.getDefaultInstance())
              .getShardsList();
      for (ShardHead head : heads) {
        long projected = projected(shards, head.getShard());
        if (projected < head.getLastPosition()) {
          return "shard %d is scored up to %d of %d"
              .formatted(head.getShard(), projected, head.getLastPosition());
        }
      }
      return openAlerting(shards);
    } catch (StatusRuntimeException | Database.DatabaseUnreachable notNow) {
      return String.valueOf(notNow.getMessage());
    }
  }

  private String openAlerting(List<ProjectionShard> shards) {
    Database database = platform.database();
    for (ProjectionShard shard : shards) {
      long judged =
          database.number(
              "select coalesce(max(position), 0) from alerting.checkpoint where shard = ?",
              shard.getShard());
      if (judged < shard.getLastSequence()) {
        return "shard %d is judged up to %d of %d"
            .formatted(shard.getShard(), judged, shard.getLastSequence());
      }
    }
    return DUE.entrySet().stream()
        .map(one -> database.number(one.getValue()) + one.getKey())
        .filter(open -> !open.startsWith("0 "))
        .findFirst()
        .orElse("");
  }

  private static long projected(List<ProjectionShard> shards, int shard) {
    return shards.stream()
        .filter(one -> one.getShard() == shard)
        .mapToLong(ProjectionShard::getPosition)
        .findFirst()
        .orElse(0);
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the wait was interrupted", interrupted);
    }
  }
}
