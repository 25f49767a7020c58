package io.barometer.scoring.project;

import io.barometer.edge.BearerCredentials;
import io.barometer.edge.ServiceChannel;
import io.barometer.eventstore.LogAwayException;
import io.barometer.eventstore.LogEntry;
import io.barometer.eventstore.LogReader;
import io.barometer.proto.event.v1.RecordedEvent;
import io.barometer.proto.ingestion.v1.EventLogServiceGrpc;
import io.barometer.proto.ingestion.v1.EventLogServiceGrpc.EventLogServiceBlockingStub;
import io.barometer.proto.ingestion.v1.EventStream;
import io.barometer.proto.ingestion.v1.GetHeadsRequest;
import io.barometer.proto.ingestion.v1.GetHeadsResponse;
import io.barometer.proto.ingestion.v1.ReadShardRequest;
import io.barometer.proto.ingestion.v1.ReadShardResponse;
import io.barometer.proto.ingestion.v1.ShardHead;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The event log at its owner, the ingestion service, for holes and rebuilds. Blocks. */
@ApplicationScoped
public class EventLogClient implements LogReader, AccountLog {
  private static final long DEADLINE_SECONDS = 30;

  private final ManagedChannel channel;
  private final EventLogServiceBlockingStub ingestion;

  EventLogClient(
      @ConfigProperty(name = "barometer.ingestion.address", defaultValue = "127.0.0.1:7401")
          String address,
      @ConfigProperty(name = "barometer.service-key") Optional<String> serviceKey) {
    this.channel = ServiceChannel.open(address);
    this.ingestion =
        EventLogServiceGrpc.newBlockingStub(channel)
            .withCallCredentials(new BearerCredentials(serviceKey.orElse("")));
  }

  @Override
  public List<LogEntry> readAfter(int shard, long position, int limit) {
    List<LogEntry> entries = new ArrayList<>();
    try (var call = Context.current().withCancellation()) {
      call.run(
          () -> {
            var request = request(shard, position, 0);
            var stub = ingestion.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
            Iterator<ReadShardResponse> answers = stub.readShard(request);
            while (entries.size() < limit && answers.hasNext()) {
              entries.addAll(entries(answers.next()));
            }
          });
    } catch (StatusRuntimeException failure) {
      throw ServiceChannel.isAway(failure) ? new LogAwayException(failure) : failure;
    }
    return entries.size() > limit ? List.copyOf(entries.subList(0, limit)) : entries;
  }

  /** Everything after one position up to another, in order; reads no faster than it is asked. */
  public Iterator<ReadShardResponse> stream(int shard, long after, long to) {
    return ingestion.readShard(request(shard, after, to));
  }

  @Override
  public List<RecordedEvent> account(
      int shard, String tenantId, String accountId, long toPosition) {
    var request =
        request(shard, 0, toPosition).toBuilder()
            .setStream(EventStream.newBuilder().setTenantId(tenantId).setAccountId(accountId))
            .build();
    List<RecordedEvent> events = new ArrayList<>();
    try {
      ingestion
          .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
          .readShard(request)
          .forEachRemaining(answer -> events.addAll(answer.getEventsList()));
    } catch (StatusRuntimeException failure) {
      throw ServiceChannel.isAway(failure) ? new LogAwayException(failure) : failure;
    }
    return events;
  }

  /** The last position of every shard, and the platform's time. */
  public GetHeadsResponse heads() {
    return ingestion
        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
        .getHeads(GetHeadsRequest.getDefaultInstance());
  }

  /** The last position of every shard. */
  public Map<Integer, Long> positions() {
    return heads().getHeadsList().stream()
        .collect(Collectors.toMap(ShardHead::getShard, ShardHead::getLastPosition));
  }

  /** The events of an answer as the log's entries. */
  static List<LogEntry> entries(ReadShardResponse answer) {
    Map<Long, String> traces = answer.getTraceParentsMap();
    return answer.getEventsList().stream()
        .map(event -> entry(event, traces.get(event.getPosition())))
        .toList();
  }

  private static LogEntry entry(RecordedEvent event, @Nullable String traceParent) {
    return new LogEntry(
        event.getShard(),
        event.getPosition(),
        event.getEvent().getAccountId(),
        event.toByteArray(),
        traceParent);
  }

  private static ReadShardRequest request(int shard, long after, long to) {
    return ReadShardRequest.newBuilder()
        .setShard(shard)
        .setAfterPosition(after)
        .setToPosition(to)
        .build();
  }

  @PreDestroy
  void close() {
    channel.shutdownNow();
  }
}
