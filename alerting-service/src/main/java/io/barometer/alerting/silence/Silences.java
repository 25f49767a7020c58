package io.barometer.alerting.silence;

import io.barometer.alerting.alert.Ids;
import io.barometer.alerting.route.LabelsJson;
import io.barometer.alerting.route.RoutingReader;
import io.barometer.alerting.tenant.NameCheck;
import io.barometer.alerting.tenant.TenantTransactions;
import io.barometer.audit.AuditTrail;
import io.barometer.audit.Change;
import io.barometer.edge.Caller;
import io.barometer.edge.ProtoTime;
import io.barometer.edge.Refusal;
import io.barometer.edge.Violations;
import io.barometer.eventstore.Tx;
import io.barometer.proto.alerting.v1.CreateSilenceRequest;
import io.barometer.proto.alerting.v1.CreateSilenceResponse;
import io.barometer.proto.alerting.v1.EndSilenceRequest;
import io.barometer.proto.alerting.v1.EndSilenceResponse;
import io.barometer.proto.alerting.v1.ListSilencesRequest;
import io.barometer.proto.alerting.v1.ListSilencesResponse;
import io.barometer.proto.alerting.v1.Silence;
import io.barometer.proto.alerting.v1.SilenceState;
import io.barometer.proto.audit.v1.AuditAction;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.routing.match.Matcher;
import io.grpc.Status;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** Makes, lists and ends silences. */
@ApplicationScoped
public class Silences {
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final Duration KEPT = Duration.ofDays(30);
  private static final int MOST = 1_000;
  private static final int TEXT = 500;

  private final TenantTransactions transactions;
  private final AuditTrail trail;
  private final Clock clock = Clock.systemUTC();

  Silences(TenantTransactions transactions, AuditTrail trail) {
    this.transactions = transactions;
    this.trail = trail;
  }

  /** Keeps alerts quiet for a while. */
  public Uni<CreateSilenceResponse> create(CreateSilenceRequest request) {
    Caller caller = Caller.current();
    String tenantId = caller.tenantId();
    Instant now = clock.instant();
    Silence asked = request.getSilence();
    Violations violations = new Violations();
    check(asked, now, violations);
    if (request.getRequestId().isEmpty()) {
      violations.add("request_id", ErrorReason.ERROR_REASON_REQUIRED, "makes a retry harmless");
    }
    NameCheck.text("request_id", request.getRequestId(), 100, violations);
    violations.throwIfAny();
    UUID id = Ids.silence(tenantId, request.getRequestId());
    Silence silence =
        asked.toBuilder()
            .setSilenceId(id.toString())
            .setStartTime(asked.hasStartTime() ? asked.getStartTime() : ProtoTime.timestamp(now))
            .clearState()
            .clearEndedBy()
            .build();
    return transactions.run(tenantId, tx -> create(tx, caller, id, request, silence));
  }

  /** Silences, the one that ends last first. */
  public Uni<ListSilencesResponse> list(ListSilencesRequest request) {
    String tenantId = Caller.current().tenantId();
    Instant now = clock.instant();
    Instant from = request.getEnded() ? now.minus(KEPT) : now;
    return transactions.run(
        tenantId,
        tx -> {
          ListSilencesResponse.Builder response = ListSilencesResponse.newBuilder();
          for (Row row :
              tx.query(
                  """
                  select definition from alerting.silence where tenant_id = $1 and end_time > $2
                  order by end_time desc, silence_id limit $3""",
                  Tuple.of(tenantId, from.atOffset(ZoneOffset.UTC), MOST))) {
            response.addSilences(told(SilenceRows.message(row.getBuffer(0).getBytes()), now));
          }
          return response.build();
        });
  }

  /** Ends a silence now. */
  public Uni<EndSilenceResponse> end(EndSilenceRequest request) {
    Caller caller = Caller.current();
    Violations violations = new Violations();
    UUID id = NameCheck.id("silence_id", request.getSilenceId(), "name the silence", violations);
    NameCheck.text("ended_by", request.getEndedBy(), 200, violations);
    violations.throwIfAny();
    return transactions.run(caller.tenantId(), tx -> end(tx, caller, id, request));
  }

  private CreateSilenceResponse create(
      Tx tx, Caller caller, UUID id, CreateSilenceRequest request, Silence silence) {
    String tenantId = caller.tenantId();
    int made =
        tx.update(
            """
            insert into alerting.silence (tenant_id, silence_id, definition, end_time)
            values ($1, $2, $3, $4) on conflict do nothing""",
            Tuple.of(tenantId, id, Buffer.buffer(silence.toByteArray()), end(silence)));
    Silence stored = made == 1 ? silence : find(tx, tenantId, id);
    if (made == 0 && !isAsked(stored, request.getSilence())) {
      throw Refusal.of(Status.Code.ALREADY_EXISTS, ErrorReason.ERROR_REASON_REQUEST_ID_REUSED)
          .message("The request id was used for another silence. Send a new one.")
          .meta("silence_id", id.toString());
    }
    int matches = matches(tx, tenantId, stored);
    if (made == 1) {
      trail.record(
          tx,
          caller,
          Change.of(
              AuditAction.AUDIT_ACTION_SILENCE_CREATED,
              "silence " + id,
              silence.getReason(),
              request));
    }
    return CreateSilenceResponse.newBuilder()
        .setSilence(told(stored, clock.instant()))
        .setMatches(matches)
        .build();
  }

  private static boolean isAsked(Silence stored, Silence asked) {
    return stored.getMatchersList().equals(asked.getMatchersList())
        && stored.getAuthor().equals(asked.getAuthor())
        && stored.getReason().equals(asked.getReason())
        && (!asked.hasStartTime() || stored.getStartTime().equals(asked.getStartTime()));
  }

  private EndSilenceResponse end(Tx tx, Caller caller, UUID id, EndSilenceRequest request) {
    String tenantId = caller.tenantId();
    Instant now = clock.instant();
    Silence silence = find(tx, tenantId, id);
    if (SilenceRows.end(silence).isAfter(now)) {
      silence =
          silence.toBuilder()
              .setEndTime(ProtoTime.timestamp(now))
              .setEndedBy(request.getEndedBy())
              .build();
      tx.query(
          """
          update alerting.silence set definition = $3, end_time = $4
          where tenant_id = $1 and silence_id = $2""",
          Tuple.of(tenantId, id, Buffer.buffer(silence.toByteArray()), end(silence)));
      trail.record(
          tx, caller, Change.of(AuditAction.AUDIT_ACTION_SILENCE_ENDED, "silence " + id, request));
    }
    return EndSilenceResponse.newBuilder().setSilence(told(silence, now)).build();
  }

  private static Silence find(Tx tx, String tenantId, UUID id) {
    for (Row row :
        tx.query(
            """
            select definition from alerting.silence where tenant_id = $1 and silence_id = $2
            for update""",
            Tuple.of(tenantId, id))) {
      return SilenceRows.message(row.getBuffer(0).getBytes());
    }
    throw Refusal.of(Status.Code.NOT_FOUND, ErrorReason.ERROR_REASON_NOT_FOUND)
        .message("There is no silence " + id + ".");
  }

  private static int matches(Tx tx, String tenantId, Silence silence) {
    var matchers = SilenceRows.policy(silence).matchers();
    int matches = 0;
    for (Row row :
        tx.query(
            "select labels::text from alerting.alert where tenant_id = $1 and state < 3",
            Tuple.of(tenantId))) {
      matches += Matcher.all(matchers, LabelsJson.labels(row.getString(0))) ? 1 : 0;
    }
    return matches;
  }

  private static void check(Silence asked, Instant now, Violations violations) {
    if (asked.getMatchersCount() == 0) {
      violations.add(
          "silence.matchers",
          ErrorReason.ERROR_REASON_REQUIRED,
          "say what is kept quiet, for example account=\"acme\"");
    }
    new RoutingReader(violations).matchers("silence.matchers", asked.getMatchersList());
    Instant start = asked.hasStartTime() ? SilenceRows.start(asked) : now;
    if (!asked.hasEndTime()) {
      violations.add("silence.end_time", ErrorReason.ERROR_REASON_REQUIRED, "say until when");
    } else if (!SilenceRows.end(asked).isAfter(start.isBefore(now) ? now : start)
        || Duration.between(start, SilenceRows.end(asked)).compareTo(LONGEST) > 0) {
      violations.add(
          "silence.end_time",
          ErrorReason.ERROR_REASON_TIME_RANGE,
          "in the future, after the start, within 366 days of it");
    }
    if (asked.getAuthor().isBlank()) {
      violations.add("silence.author", ErrorReason.ERROR_REASON_REQUIRED, "say who asks for it");
    }
    if (asked.getReason().isBlank()) {
      violations.add("silence.reason", ErrorReason.ERROR_REASON_REQUIRED, "say why");
    }
    NameCheck.text("silence.author", asked.getAuthor(), 200, violations);
    NameCheck.text("silence.reason", asked.getReason(), TEXT, violations);
  }

  private static Silence told(Silence stored, Instant now) {
    SilenceState state =
        SilenceRows.policy(stored).holds(now)
            ? SilenceState.SILENCE_STATE_ACTIVE
            : now.isBefore(SilenceRows.start(stored))
                ? SilenceState.SILENCE_STATE_PENDING
                : SilenceState.SILENCE_STATE_ENDED;
    return stored.toBuilder().setState(state).build();
  }

  private static java.time.OffsetDateTime end(Silence silence) {
    return SilenceRows.end(silence).atOffset(ZoneOffset.UTC);
  }
}
