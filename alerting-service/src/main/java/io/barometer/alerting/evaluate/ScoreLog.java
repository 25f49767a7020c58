package io.barometer.alerting.evaluate;

import io.barometer.edge.BearerCredentials;
import io.barometer.edge.ServiceChannel;
import io.barometer.eventstore.LogAwayException;
import io.barometer.eventstore.LogEntry;
import io.barometer.eventstore.LogReader;
import io.barometer.proto.scoring.v1.GetProjectionRequest;
import io.barometer.proto.scoring.v1.ProjectionShard;
import io.barometer.proto.scoring.v1.ReadScoreLogRequest;
import io.barometer.proto.scoring.v1.ReadScoreLogResponse;
import io.barometer.proto.scoring.v1.ScoreLogEntry;
import io.barometer.proto.scoring.v1.ScoreLogServiceGrpc;
import io.grpc.CallCredentials;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the score log from scoring, which owns it. */
final class ScoreLog implements LogReader {

  private static final long DEADLINE_SECONDS = 20;
  private static final long HEADS_DEADLINE_SECONDS = 3;

  private final ScoreLogServiceGrpc.ScoreLogServiceBlockingStub scoring;

  ScoreLog(Channel channel, String serviceKey) {
    CallCredentials key = new BearerCredentials(serviceKey);
    this.scoring = ScoreLogServiceGrpc.newBlockingStub(channel).withCallCredentials(key);
  }

  @Override
  public List<LogEntry> readAfter(int shard, long position, int limit) {
    List<LogEntry> entries = new ArrayList<>();
    Context.CancellableContext call = Context.current().withCancellation();
    Context before = call.attach();
    try {
      Iterator<ReadScoreLogResponse> answers =
          scoring
              .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
              .readScoreLog(
                  ReadScoreLogRequest.newBuilder()
                      .setShard(shard)
                      .setAfterSequence(position)
                      .build());
      while (entries.size() < limit && answers.hasNext()) {
        ReadScoreLogResponse answer = answers.next();
        for (ScoreLogEntry entry : answer.getEntriesList()) {
          String trace = answer.getTraceParentsMap().get(entry.getSequence());
          entries.add(entry(shard, entry, trace));
        }
      }
    } catch (StatusRuntimeException failure) {
      throw ServiceChannel.isAway(failure) ? new LogAwayException(failure) : failure;
    } finally {
      call.detach(before);
      call.cancel(null);
    }
    return entries;
  }

  /** The last sequence of every shard; throws while scoring is away. */
  Map<Integer, Long> heads() {
    return scoring
        .withDeadlineAfter(HEADS_DEADLINE_SECONDS, TimeUnit.SECONDS)
        .getProjection(GetProjectionRequest.getDefaultInstance())
        .getShardsList()
        .stream()
        .collect(Collectors.toMap(ProjectionShard::getShard, ProjectionShard::getLastSequence));
  }

  private static LogEntry entry(int shard, ScoreLogEntry entry, @Nullable String traceParent) {
    String account =
        entry.hasScoreChanged()
            ? entry.getScoreChanged().getCurrent().getAccount().getAccountId()
            : "";
    return new LogEntry(shard, entry.getSequence(), account, entry.toByteArray(), traceParent);
  }
}
