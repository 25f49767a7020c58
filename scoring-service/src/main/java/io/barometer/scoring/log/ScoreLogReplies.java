package io.barometer.scoring.log;

import com.google.protobuf.InvalidProtocolBufferException;
import io.barometer.edge.Violations;
import io.barometer.eventstore.LogEntry;
import io.barometer.proto.scoring.v1.ReadScoreLogRequest;
import io.barometer.proto.scoring.v1.ReadScoreLogResponse;
import io.barometer.proto.scoring.v1.ScoreLogEntry;
import io.barometer.scoring.publish.ScoreLog;
import io.barometer.scoring.score.RequestFields;
import io.barometer.scoring.watch.Reader;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads the score log out to other services. */
@ApplicationScoped
public class ScoreLogReplies {
  private static final int PAGE = 500;
  private static final long PATIENCE_MILLIS = 60_000;

  private final ScoreLog log;
  private final int shards;

  ScoreLogReplies(
      ScoreLog log, @ConfigProperty(name = "barometer.shards", defaultValue = "4") int shards) {
    this.log = log;
    this.shards = shards;
  }

  /** Sends everything after a sequence, then ends; gives up on a reader that stops reading. */
  public void read(ReadScoreLogRequest request, Reader<ReadScoreLogResponse> reader)
      throws InterruptedException {
    var violations = new Violations();
    RequestFields.range("shard", request.getShard(), 0, shards - 1L, violations);
    RequestFields.range(
        "after_sequence", request.getAfterSequence(), 0, Long.MAX_VALUE, violations);
    violations.throwIfAny();
    long after = request.getAfterSequence();
    List<LogEntry> page = log.readAfter(request.getShard(), after, PAGE);
    boolean reading = true;
    while (!page.isEmpty() && reading) {
      reading = reader.send(message(page), PATIENCE_MILLIS);
      after = page.getLast().position();
      page = log.readAfter(request.getShard(), after, PAGE);
    }
  }

  private static ReadScoreLogResponse message(List<LogEntry> page) {
    var message = ReadScoreLogResponse.newBuilder();
    try {
      for (LogEntry entry : page) {
        message.addEntries(ScoreLogEntry.parseFrom(entry.value()));
        String trace = entry.traceParent();
        if (trace != null) {
          message.putTraceParents(entry.position(), trace);
        }
      }
    } catch (InvalidProtocolBufferException damaged) {
      throw new IllegalStateException("an entry of the score log cannot be read", damaged);
    }
    return message.build();
  }
}
