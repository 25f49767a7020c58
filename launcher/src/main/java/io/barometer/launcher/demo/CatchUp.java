package io.barometer.launcher.demo;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.Progress;
import io.barometer.launcher.show.Terminal;
import io.barometer.proto.alerting.v1.DeliveryState;
import io.barometer.proto.alerting.v1.ListAlertsRequest;
import io.barometer.proto.ingestion.v1.GetHeadsRequest;
import io.barometer.proto.ingestion.v1.ShardHead;
import io.barometer.proto.scoring.v1.GetProjectionRequest;
import io.barometer.proto.scoring.v1.ProjectionShard;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Waits until what was imported has reached the end: every position of the event log is scored,
 * every entry of the score log is evaluated, and no message is left to send.
 */
final class CatchUp {
  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final long PAUSE_MILLIS = 200;

  private final Connection connection;
  private final Metrics alerting;
  private final Terminal terminal;
  private final PrintStream progressOut;

  CatchUp(Connection connection, Metrics alerting, Terminal terminal, PrintStream progressOut) {
    this.connection = connection;
    this.alerting = alerting;
    this.terminal = terminal;
    this.progressOut = progressOut;
  }

  void await() throws InterruptedException, IOException, CommandFailed {
    long heads =
        connection.eventLog().getHeads(GetHeadsRequest.getDefaultInstance()).getHeadsList().stream()
            .mapToLong(ShardHead::getLastPosition)
            .sum();
    follow("scoring", heads, () -> shards().stream().mapToLong(ProjectionShard::getPosition).sum());
    long entries = shards().stream().mapToLong(ProjectionShard::getLastSequence).sum();
    follow("alerting", entries, this::evaluated);
    awaitDeliveries();
  }

  private interface Position {
    long now() throws IOException, InterruptedException, CommandFailed;
  }

  private void follow(String task, long end, Position position)
      throws InterruptedException, IOException, CommandFailed {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (Progress progress = Progress.start(terminal, progressOut, task, end)) {
      for (long now = position.now(); now < end; now = position.now()) {
        if (System.nanoTime() > deadline) {
          throw new CommandFailed(
              "The %s is at %d of %d and does not catch up.".formatted(task, now, end));
        }
        progress.stepTo(now);
        Thread.sleep(PAUSE_MILLIS);
      }
      progress.stepTo(end);
    }
  }

  private List<ProjectionShard> shards() {
    return connection
        .scoreLog()
        .getProjection(GetProjectionRequest.getDefaultInstance())
        .getShardsList();
  }

  private long evaluated() throws IOException, InterruptedException, CommandFailed {
    Map<Integer, Long> positions = alerting.byShard("barometer_evaluation_position");
    return positions.values().stream().mapToLong(Long::longValue).sum();
  }

  private void awaitDeliveries() throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (pending() && System.nanoTime() < deadline) {
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private boolean pending() {
    return connection
        .alerting()
        .listAlerts(ListAlertsRequest.newBuilder().setPageSize(1000).build())
        .getAlertsList()
        .stream()
        .flatMap(alert -> alert.getDeliveriesList().stream())
        .anyMatch(delivery -> delivery.getState() == DeliveryState.DELIVERY_STATE_PENDING);
  }
}
