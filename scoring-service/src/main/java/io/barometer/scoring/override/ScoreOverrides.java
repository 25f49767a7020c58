package io.barometer.scoring.override;

import io.barometer.edge.BearerCredentials;
import io.barometer.edge.ProtoDate;
import io.barometer.edge.Refusal;
import io.barometer.model.score.Assessment;
import io.barometer.model.score.OverridePolicy;
import io.barometer.model.score.ScoreOverride;
import io.barometer.model.score.Scorer;
import io.barometer.model.scorecard.OverrideRule;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.event.v1.OverrideWithdrawn;
import io.barometer.proto.event.v1.ScoreOverridden;
import io.barometer.proto.scoring.v1.OverrideScoreRequest;
import io.barometer.proto.scoring.v1.OverrideScoreResponse;
import io.barometer.proto.scoring.v1.WithdrawOverrideRequest;
import io.barometer.proto.scoring.v1.WithdrawOverrideResponse;
import io.barometer.scoring.hierarchy.Family;
import io.barometer.scoring.score.AccountKey;
import io.barometer.scoring.score.AccountScores;
import io.barometer.scoring.score.Assessments;
import io.barometer.scoring.score.Moments;
import io.barometer.scoring.score.Protos;
import io.barometer.scoring.score.StoredHistories;
import io.barometer.scoring.score.StoredHistory;
import io.barometer.scoring.score.TenantReads;
import io.barometer.scoring.scorecard.ActiveModels;
import io.barometer.scoring.scorecard.TenantScores;
import io.barometer.signals.Facts;
import io.grpc.Status;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Overrides scores and withdraws overrides. The policy is asked here, so that a person hears at
 * once; whether an override counts is decided whenever the account is scored, from its history, so
 * an event that came another way cannot get round the policy.
 */
@ApplicationScoped
public class ScoreOverrides {
  private final TenantReads reads;
  private final ActiveModels models;
  private final OverrideEvents events;

  ScoreOverrides(TenantReads reads, ActiveModels models, OverrideEvents events) {
    this.reads = reads;
    this.models = models;
    this.events = events;
  }

  /** What is said of an account today. */
  private record Today(long day, Scorer scorer, Assessment assessment) {}

  /** Answers the call; blocks. */
  public OverrideScoreResponse override(
      String tenantId, BearerCredentials caller, OverrideScoreRequest request) {
    new OverrideFields()
        .account(request.getAccountId())
        .scoreName(request.getScoreName())
        .tenths(request.getTenths())
        .lastDate(request.getLastDate())
        .role(request.getRole())
        .author(request.getAuthor())
        .reason(request.getReason())
        .requestId(request.getRequestId())
        .throwIfAny();
    Today today = today(tenantId, request.getAccountId(), request.getScoreName());
    ScoreOverride override = asked(request);
    if (!override.equals(today.assessment().override())) {
      refuseUnlessAllowed(override, today);
    }
    var place =
        events.record(caller, request.getAccountId(), request.getRequestId(), event(request));
    return OverrideScoreResponse.newBuilder()
        .setOverride(Assessments.message(override))
        .setComputed(Protos.value(today.assessment().computed()))
        .setShard(place.shard())
        .setPosition(place.position())
        .setDuplicate(place.duplicate())
        .build();
  }

  /** Answers the call; blocks. */
  public WithdrawOverrideResponse withdraw(
      String tenantId, BearerCredentials caller, WithdrawOverrideRequest request) {
    new OverrideFields()
        .account(request.getAccountId())
        .scoreName(request.getScoreName())
        .author(request.getAuthor())
        .reason(request.getReason())
        .requestId(request.getRequestId())
        .throwIfAny();
    Today today = today(tenantId, request.getAccountId(), request.getScoreName());
    var told =
        OverrideWithdrawn.newBuilder()
            .setScoreName(request.getScoreName())
            .setAuthor(request.getAuthor())
            .setReason(request.getReason());
    var place =
        events.record(
            caller,
            request.getAccountId(),
            request.getRequestId(),
            Event.newBuilder().setOverrideWithdrawn(told));
    var response =
        WithdrawOverrideResponse.newBuilder()
            .setComputed(Protos.value(today.assessment().computed()))
            .setShard(place.shard())
            .setPosition(place.position())
            .setDuplicate(place.duplicate());
    ScoreOverride held = today.assessment().override();
    return held == null
        ? response.build()
        : response.setWithdrawn(Assessments.message(held)).build();
  }

  private Today today(String tenantId, String accountId, String scoreName) {
    return reads.read(
        tenantId,
        tx -> {
          var key = new AccountKey(tenantId, accountId);
          AccountScores scores =
              scores(models.of(tx, tenantId).of(key), Facts.scoreName(scoreName));
          Scorer scorer = Family.live(tx, key, scores).scorer();
          StoredHistory stored = StoredHistories.one(tx, accountId);
          long day = Moments.read(tx).of(stored.shard()).day();
          return new Today(day, scorer, scorer.assess(stored.history(), day));
        });
  }

  private static AccountScores scores(TenantScores scores, String name) {
    AccountScores found = scores.byName().get(name);
    if (found == null) {
      throw Refusal.of(Status.Code.NOT_FOUND, ErrorReason.ERROR_REASON_NOT_FOUND)
          .message("There is no score \"" + name + "\".")
          .meta("score_name", name);
    }
    return found;
  }

  private static void refuseUnlessAllowed(ScoreOverride override, Today today) {
    Scorecard card = today.scorer().card();
    List<String> refusals =
        OverridePolicy.refusals(
            card, override, today.assessment().computed().tenths(), today.day());
    if (!refusals.isEmpty()) {
      String roles =
          card.overrides().stream().map(OverrideRule::role).collect(Collectors.joining(", "));
      throw Refusal.of(Status.Code.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_OVERRIDE_POLICY)
          .message(
              "The scorecard does not allow this override: " + String.join("; ", refusals) + ".")
          .meta("roles", roles);
    }
  }

  private static ScoreOverride asked(OverrideScoreRequest request) {
    return new ScoreOverride(
        request.getTenths(),
        ProtoDate.epochDay(request.getLastDate()),
        request.getRole(),
        request.getAuthor(),
        request.getReason());
  }

  private static Event.Builder event(OverrideScoreRequest request) {
    return Event.newBuilder()
        .setScoreOverridden(
            ScoreOverridden.newBuilder()
                .setScoreName(request.getScoreName())
                .setTenths(request.getTenths())
                .setLastDate(request.getLastDate())
                .setRole(request.getRole())
                .setAuthor(request.getAuthor())
                .setReason(request.getReason()));
  }
}
