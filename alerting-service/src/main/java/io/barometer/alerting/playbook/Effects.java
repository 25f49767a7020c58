package io.barometer.alerting.playbook;

import io.barometer.alerting.alert.StoredScore;
import io.barometer.alerting.rule.RuleMessages;
import io.barometer.alerting.stream.DailyScoresReader;
import io.barometer.alerting.tenant.NameCheck;
import io.barometer.alerting.tenant.TenantTransactions;
import io.barometer.edge.Caller;
import io.barometer.edge.ProtoDate;
import io.barometer.edge.Refusal;
import io.barometer.edge.Violations;
import io.barometer.eventstore.Tx;
import io.barometer.model.effect.AccountDays;
import io.barometer.model.effect.EffectStudy;
import io.barometer.proto.alerting.v1.PlaybookEffectRequest;
import io.barometer.proto.alerting.v1.PlaybookEffectResponse;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.scoring.v1.DailyScores;
import io.barometer.proto.scoring.v1.DailySpan;
import io.barometer.proto.scoring.v1.ReadDailyScoresRequest;
import io.barometer.proto.scoring.v1.ScoreRun;
import io.barometer.routing.playbook.RunState;
import io.grpc.Status;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/** Tells what playbooks did to scores, and keeps one sentence of each for a while. */
@ApplicationScoped
public class Effects {
  private static final Logger LOG = Logger.getLogger(Effects.class);
  private static final Duration FRESH = Duration.ofHours(1);

  private record Key(String tenantId, String playbook) {}

  private record Sentence(String text, Instant told) {}

  private final TenantTransactions transactions;
  private final DailyScoresReader days;
  private final Clock clock = Clock.systemUTC();
  private final ConcurrentMap<Key, Sentence> sentences = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Effects(TenantTransactions transactions, DailyScoresReader days) {
    this.transactions = transactions;
    this.days = days;
  }

  /** Answers the call. */
  public Uni<PlaybookEffectResponse> effect(PlaybookEffectRequest request) {
    String tenantId = Caller.current().tenantId();
    Violations violations = new Violations();
    if (request.getPlaybook().isBlank()) {
      violations.add("playbook", ErrorReason.ERROR_REASON_REQUIRED, "name the playbook");
    }
    NameCheck.text("playbook", request.getPlaybook(), 200, violations);
    NameCheck.text("score_name", request.getScoreName(), 60, violations);
    violations.throwIfAny();
    String score = RuleMessages.scoreName(request.getScoreName());
    return Uni.createFrom()
        .item(() -> told(tenantId, request.getPlaybook(), score))
        .runSubscriptionOn(threads);
  }

  /**
   * What a playbook did to the scores of accounts, as a sentence, at most an hour old; empty when
   * too few runs are completed or scoring does not answer. Blocks.
   */
  String sentence(String tenantId, String playbook) {
    Key key = new Key(tenantId, playbook);
    Sentence known = sentences.get(key);
    if (known != null && known.told().plus(FRESH).isAfter(clock.instant())) {
      return known.text();
    }
    try {
      PastRuns runs = transactions.call(tenantId, tx -> PastRuns.of(tx, tenantId, playbook));
      String text =
          runs.mayBeEnough()
              ? told(tenantId, playbook, RuleMessages.scoreName("")).getSentence()
              : "";
      sentences.put(key, new Sentence(text, clock.instant()));
      return text;
    } catch (RuntimeException away) {
      LOG.debugf(away, "The effect of a playbook cannot be told tenantId=%s", tenantId);
      return "";
    }
  }

  private PlaybookEffectResponse told(String tenantId, String playbook, String score) {
    PastRuns runs = transactions.call(tenantId, tx -> known(tx, tenantId, playbook));
    EffectStudy study = study(tenantId, score, runs);
    return EffectMessages.of(playbook, score, runs, study);
  }

  private static PastRuns known(Tx tx, String tenantId, String playbook) {
    PastRuns runs = PastRuns.of(tx, tenantId, playbook);
    boolean defined =
        TenantPlaybooks.stored(tx, tenantId).stream()
            .anyMatch(stored -> stored.getName().equals(playbook));
    if (!defined && runs.counts().isEmpty()) {
      throw Refusal.of(Status.Code.NOT_FOUND, ErrorReason.ERROR_REASON_NOT_FOUND)
          .message("There is no playbook \"" + playbook + "\", and no run of it.");
    }
    return runs;
  }

  private EffectStudy study(String tenantId, String score, PastRuns runs) {
    List<AccountDays> accounts = new ArrayList<>();
    if (runs.count(RunState.COMPLETED) > 0) {
      Map<String, String> segments =
          transactions.call(tenantId, tx -> segments(tx, tenantId, score));
      var request =
          ReadDailyScoresRequest.newBuilder()
              .setTenantId(tenantId)
              .setScoreName(score)
              .setFirstDate(runs.firstDate())
              .build();
      try {
        days.read(request, (span, account) -> accounts.add(account(span, account, segments)));
      } catch (Refusal refusal) {
        if (refusal.code() != Status.Code.INVALID_ARGUMENT) {
          throw refusal;
        }
        LOG.debug("No day since the first completed run is over");
      }
    }
    return new EffectStudy(accounts, runs.days());
  }

  private static AccountDays account(
      DailySpan span, DailyScores account, Map<String, String> segments) {
    AccountDays read =
        new AccountDays(
            account.getAccountId(),
            segments.getOrDefault(account.getAccountId(), ""),
            ProtoDate.epochDay(span.getFirstDate()));
    for (ScoreRun run : account.getScoresList()) {
      read.add(
          run.getDays(), run.hasTenths() ? run.getTenths() : AccountDays.MISSING, run.getBand());
    }
    return read;
  }

  /** The segments of accounts, as far as their scorecards have some. */
  private static Map<String, String> segments(Tx tx, String tenantId, String score) {
    Map<String, String> segments = new HashMap<>();
    for (Row row :
        tx.query(
            """
            select account_id, score from alerting.account_memory
            where tenant_id = $1 and score_name = $2""",
            Tuple.of(tenantId, score))) {
      segments.put(
          row.getString(0),
          StoredScore.of(row.getBuffer(1).getBytes()).getAssessment().getSegment().getName());
    }
    return segments;
  }

  @PreDestroy
  void close() {
    threads.shutdown();
  }
}
