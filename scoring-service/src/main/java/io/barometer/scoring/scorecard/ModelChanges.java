package io.barometer.scoring.scorecard;

import io.barometer.audit.AuditTrail;
import io.barometer.edge.Caller;
import io.barometer.edge.Refusal;
import io.barometer.eventstore.Transactions;
import io.barometer.eventstore.Tx;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.scoring.v1.ModelChange;
import io.barometer.proto.scoring.v1.ModelEvent;
import io.barometer.scoring.score.PlatformClock;
import io.grpc.Status;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides about a tenant's models, one decision after the other: its head is locked, its events are
 * folded, what the decision makes of them is appended, in one transaction with its audit entry.
 */
@ApplicationScoped
class ModelChanges {
  private final Transactions transactions;
  private final TenantModels models;
  private final PlatformClock clock;
  private final AuditTrail trail;

  ModelChanges(Pool pool, TenantModels models, PlatformClock clock, AuditTrail trail) {
    this.transactions = new Transactions(pool);
    this.models = models;
    this.clock = clock;
    this.trail = trail;
  }

  /** A decision to make. */
  @FunctionalInterface
  interface Decision {
    Made on(Tx tx, ModelDecisions decisions);
  }

  /**
   * What a decision makes.
   *
   * @param yaml the file of the model, when it is to be kept
   */
  record Made(List<ModelEvent> events, @Nullable String yaml) {}

  /** What to answer, with the registry as it is afterwards. */
  @FunctionalInterface
  interface Answer<T> {
    T of(ModelDecisions decisions, boolean unchanged);
  }

  /**
   * Decides and answers.
   *
   * @param digest of all that the request said
   * @throws Refusal ABORTED when the tenant's revision is not the one that was expected, and what
   *     the decision throws
   */
  <T> T decide(
      Caller caller, ModelChange change, byte[] digest, Decision decision, Answer<T> answer) {
    String tenantId = caller.tenantId();
    return transactions.call(
        tx -> {
          tx.send("select set_config('barometer.tenant', $1, true)", Tuple.of(tenantId));
          ModelTables.lock(tx, tenantId);
          List<ModelEvent> events = ModelTables.events(tx, tenantId);
          Registry registry = models.fold(events);
          var decisions =
              new ModelDecisions(registry, clock.now(tx), hash -> models.ready(tx, tenantId, hash));
          if (repeated(tx, tenantId, change, digest)) {
            return answer.of(decisions, true);
          }
          Made made = decision.on(tx, decisions);
          if (made.events().isEmpty()) {
            return answer.of(decisions, true);
          }
          expect(change, events);
          var request = new ModelTables.Request(change.getRequestId(), digest);
          ModelTables.append(tx, tenantId, registry, made.events(), request, made.yaml());
          trail.record(tx, caller, AuditedModels.change(made.events().getFirst()));
          return answer.of(decisions, false);
        });
  }

  private static boolean repeated(Tx tx, String tenantId, ModelChange change, byte[] digest) {
    if (change.getRequestId().isEmpty()) {
      return false;
    }
    Optional<byte[]> first = ModelTables.digest(tx, tenantId, change.getRequestId());
    if (first.isPresent() && !Arrays.equals(first.get(), digest)) {
      throw Refusal.of(Status.Code.ALREADY_EXISTS, ErrorReason.ERROR_REASON_REQUEST_ID_REUSED)
          .message("The request id was used before for another request. Use a new one.")
          .meta("request_id", change.getRequestId());
    }
    return first.isPresent();
  }

  private static void expect(ModelChange change, List<ModelEvent> events) {
    long expected = change.getExpectedRevision();
    if (change.hasExpectedRevision() && expected != events.size()) {
      throw Refusal.of(Status.Code.ABORTED, ErrorReason.ERROR_REASON_VERSION_CONFLICT)
          .message(
              "The models are at revision %d, not %d.%s Decide again."
                  .formatted(events.size(), expected, meanwhile(events, expected)))
          .meta("expected", "" + expected)
          .meta("actual", "" + events.size());
    }
  }

  /** At most the last five. */
  private static String meanwhile(List<ModelEvent> events, long expected) {
    return events.stream()
        .skip(Math.max(Math.min(expected, events.size()), events.size() - 5L))
        .map(ModelSentences::of)
        .collect(Collectors.joining("; ", " Meanwhile: ", "."));
  }
}
