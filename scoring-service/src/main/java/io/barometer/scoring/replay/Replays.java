package io.barometer.scoring.replay;

import com.google.type.Date;
import io.barometer.edge.ProtoDate;
import io.barometer.edge.Refusal;
import io.barometer.edge.Violations;
import io.barometer.eventstore.Tx;
import io.barometer.language.ModelFile;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.scoring.v1.ModelRef;
import io.barometer.proto.scoring.v1.Replay;
import io.barometer.proto.scoring.v1.ReplayFindings;
import io.barometer.proto.scoring.v1.ReplayState;
import io.barometer.proto.scoring.v1.StartReplayRequest;
import io.barometer.scoring.population.StoredPopulations;
import io.barometer.scoring.score.AccountScores;
import io.barometer.scoring.score.Moments;
import io.barometer.scoring.score.RequestDigest;
import io.barometer.scoring.score.RequestFields;
import io.barometer.scoring.score.StoredHistories;
import io.barometer.scoring.score.TenantReads;
import io.barometer.scoring.scorecard.ActiveModels;
import io.barometer.scoring.scorecard.ModelChecks;
import io.grpc.Status;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.BiConsumer;

/** Begins, stops and forgets replays. Every call blocks. */
@ApplicationScoped
public class Replays {
  private static final int MOST = 20;
  private static final int MAX_TEXT = 200;
  private static final int MAX_REQUEST_ID = 100;
  private static final int MAX_DAYS = 1_830;
  private static final int YEAR = 365;

  private final TenantReads tenants;
  private final ActiveModels models;
  private final ReplayRunner runner;
  private final ReplayMessages messages;

  Replays(TenantReads tenants, ActiveModels models, ReplayRunner runner, ReplayMessages messages) {
    this.tenants = tenants;
    this.models = models;
    this.runner = runner;
    this.messages = messages;
  }

  /** Begins a replay, or finds the one that the same request began. */
  public Replay start(String tenantId, StartReplayRequest request) {
    var violations = new Violations();
    Optional<ModelFile> file = candidate(request, violations);
    OptionalLong first =
        date("first_date", request.hasFirstDate(), request.getFirstDate(), violations);
    OptionalLong last = date("last_date", request.hasLastDate(), request.getLastDate(), violations);
    RequestFields.text("request_id", request.getRequestId(), MAX_REQUEST_ID, violations);
    violations.throwIfAny();
    byte[] digest = RequestDigest.of(request);
    Replay replay =
        tenants.change(
            tenantId,
            tx -> {
              Optional<ReplayTable.Requested> before =
                  ReplayTable.requested(tx, request.getRequestId());
              if (before.isPresent()) {
                return repeated(tx, before.get(), digest);
              }
              room(tx);
              Scorecard tried =
                  file.map(ModelFile::card).orElseGet(() -> model(tx, tenantId, request));
              Scorecard compared = baseline(tx, tenantId, request, tried);
              refuseUnranked(tx, tenantId, tried);
              ReplayRow row = row(tx, tenantId, tried, compared, span(tx, first, last));
              ReplayTable.insert(tx, row, request.getRequestId(), digest);
              return messages.brief(ReplayTable.get(tx, row.replayId()));
            });
    runner.wake();
    return replay;
  }

  private static Optional<ModelFile> candidate(StartReplayRequest request, Violations violations) {
    return switch (request.getCandidateCase()) {
      case YAML -> ModelChecks.model(request.getYaml(), violations);
      case MODEL -> {
        reference("model", request.getModel(), violations);
        yield Optional.empty();
      }
      case CANDIDATE_NOT_SET -> {
        violations.add(
            "candidate", ErrorReason.ERROR_REASON_REQUIRED, "must be a model or a model file");
        yield Optional.empty();
      }
    };
  }

  private static void reference(String path, ModelRef model, Violations violations) {
    RequestFields.text(path + ".scorecard", model.getScorecard(), MAX_TEXT, violations);
    RequestFields.text(path + ".version", model.getVersion(), MAX_TEXT, violations);
    RequestFields.text(path + ".hash", model.getHash(), MAX_TEXT, violations);
  }

  static OptionalLong date(String path, boolean set, Date date, Violations violations) {
    if (!set) {
      return OptionalLong.empty();
    }
    try {
      long day = ProtoDate.epochDay(date);
      if (date.getYear() >= 2000 && date.getYear() < 2200) {
        return OptionalLong.of(day);
      }
    } catch (DateTimeException none) {
      // told below
    }
    violations.add(path, ErrorReason.ERROR_REASON_TIME_RANGE, "must be a date from 2000 on");
    return OptionalLong.empty();
  }

  private Replay repeated(Tx tx, ReplayTable.Requested before, byte[] digest) {
    if (!Arrays.equals(before.digest(), digest)) {
      throw Refusal.of(Status.Code.ALREADY_EXISTS, ErrorReason.ERROR_REASON_REQUEST_ID_REUSED)
          .message("The request id was used before for another request. Use a new one.");
    }
    return messages.brief(ReplayTable.get(tx, before.replayId()));
  }

  private static void room(Tx tx) {
    if (ReplayTable.all(tx).size() >= MOST) {
      throw Refusal.of(Status.Code.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_STATE)
          .message("There are " + MOST + " replays, the most a tenant can keep. Delete one.")
          .meta("max", "" + MOST);
    }
  }

  private Scorecard model(Tx tx, String tenantId, StartReplayRequest request) {
    return models.under(tx, tenantId, request.getModel()).scorer().card();
  }

  private Scorecard baseline(Tx tx, String tenantId, StartReplayRequest request, Scorecard tried) {
    if (!request.hasBaseline()) {
      return models.of(tx, tenantId).named(tried.score()).scorer().card();
    }
    var violations = new Violations();
    reference("baseline", request.getBaseline(), violations);
    violations.throwIfAny();
    Scorecard compared = models.under(tx, tenantId, request.getBaseline()).scorer().card();
    if (!compared.score().equals(tried.score())) {
      violations.add(
          "baseline",
          ErrorReason.ERROR_REASON_VALUE_UNKNOWN,
          "must give the score "
              + tried.score()
              + " as the candidate does, not "
              + compared.score());
    }
    violations.throwIfAny();
    return compared;
  }

  private void refuseUnranked(Tx tx, String tenantId, Scorecard card) {
    AccountScores scores = models.ready(card);
    if (scores.scorer().ranks() && new StoredPopulations(() -> tx, tenantId, card.hash()).none()) {
      throw Refusal.of(Status.Code.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_STATE)
          .message(
              "The model ranks accounts among others, and where those stood is kept only from the first day on"
                  + " on which it is in effect. Replay the model that it ranks instead.")
          .meta("state", "no populations");
    }
  }

  static Span span(Tx tx, OptionalLong first, OptionalLong last) {
    Instant clock = Moments.read(tx).latest();
    long today = io.barometer.model.history.Day.of(clock);
    var violations = new Violations();
    long end = last.orElse(today - 1);
    long begin = first.orElse(end - YEAR + 1);
    if (end > today) {
      violations.add(
          "last_date",
          ErrorReason.ERROR_REASON_TIME_IN_FUTURE,
          "lies ahead of the platform's clock",
          "clock",
          clock.toString());
    }
    if (begin > end || end - begin > MAX_DAYS) {
      violations.add(
          "first_date",
          ErrorReason.ERROR_REASON_RANGE,
          "must lie at or before last_date, at most " + MAX_DAYS + " days");
    }
    violations.throwIfAny();
    return new Span(begin, end);
  }

  private static ReplayRow row(
      Tx tx, String tenantId, Scorecard tried, Scorecard compared, Span span) {
    return new ReplayRow(
        tenantId,
        UUID.randomUUID().toString().substring(0, 8),
        ReplayState.REPLAY_STATE_QUEUED,
        compared.canonical(),
        tried.canonical(),
        span,
        StoredHistories.count(tx),
        0,
        "",
        ReplayFindings.getDefaultInstance(),
        "",
        Instant.EPOCH,
        Optional.empty());
  }

  /** Stops a replay. */
  public Replay cancel(String tenantId, String replayId) {
    return change(tenantId, replayId, ReplayTable::cancel);
  }

  /** Lets a stopped replay go on. */
  public Replay resume(String tenantId, String replayId) {
    Replay replay = change(tenantId, replayId, ReplayTable::resume);
    runner.wake();
    return replay;
  }

  private Replay change(String tenantId, String replayId, BiConsumer<Tx, String> change) {
    return tenants.change(
        tenantId,
        tx -> {
          change.accept(tx, id(replayId));
          return messages.brief(ReplayTable.get(tx, replayId));
        });
  }

  /** Forgets a replay. */
  public void delete(String tenantId, String replayId) {
    tenants.change(
        tenantId,
        tx -> {
          ReplayTable.delete(tx, id(replayId));
          return true;
        });
  }

  /** An id that a replay could have. */
  static String id(String replayId) {
    var violations = new Violations();
    if (replayId.isEmpty()) {
      violations.add("replay_id", ErrorReason.ERROR_REASON_REQUIRED, "must name a replay");
    }
    RequestFields.text("replay_id", replayId, MAX_TEXT, violations);
    violations.throwIfAny();
    return replayId;
  }
}
