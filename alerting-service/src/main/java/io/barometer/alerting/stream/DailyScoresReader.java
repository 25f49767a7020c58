package io.barometer.alerting.stream;

import io.barometer.edge.Refusal;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.scoring.v1.DailyScores;
import io.barometer.proto.scoring.v1.DailySpan;
import io.barometer.proto.scoring.v1.ReadDailyScoresRequest;
import io.barometer.proto.scoring.v1.ScoreLogEntry;
import io.barometer.proto.scoring.v1.ScoreLogServiceGrpc;
import io.grpc.Status;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

/** Scores day by day at their owner, the scoring service. Blocks. */
@ApplicationScoped
public class DailyScoresReader {
  private static final long DEADLINE_SECONDS = 300;

  private final ScoringStreams scoring;

  DailyScoresReader(ScoringStreams scoring) {
    this.scoring = scoring;
  }

  /** Takes an account, with what was told of it on those days when that was asked for. */
  public interface Accounts {
    void take(DailySpan span, DailyScores account, List<ScoreLogEntry> told);
  }

  /**
   * Hands over every account; tells the days that were read.
   *
   * @throws Refusal INVALID_ARGUMENT with what scoring says of the request, UNAVAILABLE when it
   *     does not answer
   */
  public DailySpan read(ReadDailyScoresRequest request, BiConsumer<DailySpan, DailyScores> reader) {
    return read(request, (span, account, _) -> reader.accept(span, account));
  }

  /** The same with what was told of each account. */
  public DailySpan read(ReadDailyScoresRequest request, Accounts reader) {
    var stub =
        ScoreLogServiceGrpc.newBlockingStub(scoring.channel())
            .withCallCredentials(scoring.credentials())
            .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
    var span = new AtomicReference<>(DailySpan.getDefaultInstance());
    List<ScoreLogEntry> told = new ArrayList<>();
    scoring.read(
        () -> stub.readDailyScores(request),
        part -> {
          switch (part.getPartCase()) {
            case SPAN -> span.set(part.getSpan());
            case TOLD -> told.addAll(part.getTold().getEntriesList());
            case ACCOUNT -> {
              reader.take(span.get(), part.getAccount(), List.copyOf(told));
              told.clear();
            }
            case PART_NOT_SET -> {}
          }
        },
        DailyScoresReader::refused);
    return span.get();
  }

  private static Optional<Refusal> refused(Status status) {
    return status.getCode() == Status.Code.INVALID_ARGUMENT
        ? Optional.of(
            Refusal.of(Status.Code.INVALID_ARGUMENT, ErrorReason.ERROR_REASON_TIME_RANGE)
                .message(
                    status.getDescription() + " (the dates, or the score that a rule watches)"))
        : Optional.empty();
  }
}
