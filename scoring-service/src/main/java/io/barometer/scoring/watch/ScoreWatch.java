package io.barometer.scoring.watch;

import io.barometer.edge.PageTokens;
import io.barometer.edge.Refusal;
import io.barometer.edge.Violations;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.scoring.v1.WatchScoresRequest;
import io.barometer.proto.scoring.v1.WatchScoresResponse;
import io.barometer.scoring.score.RequestFields;
import io.barometer.scoring.score.TenantReads;
import io.grpc.Status;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Streams score changes as they happen. Every watcher reads the score log itself, at its own pace,
 * and is woken after commits; so nothing is buffered for it, nothing is left out, and a token
 * resumes anywhere.
 */
@ApplicationScoped
public class ScoreWatch {
  private static final int MAX_ACCOUNTS = 1_000;
  private static final int MAX_NAME = 200;
  private static final int MAX_WATCHERS = 1_000;

  private final TenantReads reads;
  private final PageTokens tokens;
  private final ScoreBell bell;
  private final AtomicInteger watchers = new AtomicInteger();

  ScoreWatch(TenantReads reads, PageTokens tokens, ScoreBell bell) {
    this.reads = reads;
    this.tokens = tokens;
    this.bell = bell;
  }

  /**
   * Serves one watcher until it goes; blocks.
   *
   * @throws Refusal RESOURCE_EXHAUSTED when it reads too slowly, or when there are too many
   */
  public void watch(String tenantId, WatchScoresRequest request, Reader<WatchScoresResponse> reader)
      throws InterruptedException {
    var violations = new Violations();
    int accounts = request.getAccountIdsCount();
    RequestFields.range("account_ids", accounts, 0, MAX_ACCOUNTS, violations);
    for (int i = 0; i < Math.min(accounts, MAX_ACCOUNTS); i++) {
      RequestFields.accountId("account_ids[" + i + "]", request.getAccountIds(i), violations);
    }
    RequestFields.text("score_name", request.getScoreName(), MAX_NAME, violations);
    violations.throwIfAny();
    String query = "WatchScores\0" + tenantId;
    var log = new WatchedLog(reads, tenantId, request);
    WatchPositions from =
        request.getResumeToken().isEmpty()
            ? log.head()
            : WatchPositions.decode(tokens.open(query, request.getResumeToken()));
    if (watchers.incrementAndGet() > MAX_WATCHERS) {
      watchers.decrementAndGet();
      throw overloaded("Too many watchers.");
    }
    try {
      new Watcher(log, from, bell, reader, at -> tokens.sign(query, at)).run();
    } finally {
      watchers.decrementAndGet();
    }
  }

  static Refusal overloaded(String message) {
    return Refusal.of(Status.Code.RESOURCE_EXHAUSTED, ErrorReason.ERROR_REASON_OVERLOADED)
        .message(message + " Connect again with the last token.")
        .retryAfter(Duration.ofSeconds(1));
  }
}
