package io.barometer.ingestion.record;

import io.barometer.edge.Caller;
import io.barometer.edge.Refusal;
import io.barometer.edge.Violations;
import io.barometer.edge.event.EventChecks;
import io.barometer.eventstore.append.NewEvent;
import io.barometer.eventstore.append.Outcome;
import io.barometer.eventstore.append.StoreUnavailableException;
import io.barometer.ingestion.IngestionConfig;
import io.barometer.ingestion.IngestionConfig.ClockKind;
import io.barometer.ingestion.clock.Intake;
import io.barometer.ingestion.record.Retractions.Found;
import io.barometer.ingestion.store.OpenStore;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.ingestion.v1.BatchMode;
import io.barometer.proto.ingestion.v1.RecordResult;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Records a batch: checks everything before anything is stored, then hands it to the store. Never
 * blocks.
 */
@Singleton
public class Recorder {

  private final IngestionConfig config;
  private final OpenStore store;
  private final RateLimit rates;
  private final RefusedEvents refused;
  private final Preparation preparation;
  private final BatchSize size;
  private final Retractions retractions;

  Recorder(
      IngestionConfig config,
      OpenStore store,
      RateLimit rates,
      RefusedEvents refused,
      Retractions retractions) {
    this.config = config;
    this.retractions = retractions;
    this.store = store;
    this.rates = rates;
    this.refused = refused;
    this.preparation = new Preparation(config.shards());
    this.size = new BatchSize(config.events());
  }

  /**
   * Records a batch. Call it on the thread of the RPC.
   *
   * @return completes when everything recorded is durable; fails with the {@link Refusal} of the
   *     whole batch
   */
  public CompletableFuture<RecordedBatch> record(
      Caller caller, List<Event> events, BatchMode mode, OptionalLong expectedVersion) {
    try {
      size.check(events);
      rates.take(caller.tenantId(), events.size());
      var recorded =
          switch (mode) {
            case BATCH_MODE_PER_ITEM -> perItem(caller, events);
            case BATCH_MODE_ATOMIC, BATCH_MODE_UNSPECIFIED ->
                atomic(caller, events, expectedVersion);
            case UNRECOGNIZED -> throw unknownMode();
          };
      return recorded.exceptionallyCompose(
          failure -> CompletableFuture.failedFuture(told(failure)));
    } catch (Refusal refusal) {
      refused.count(refusal);
      return CompletableFuture.failedFuture(refusal);
    }
  }

  private Throwable told(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return switch (cause) {
      case Refusal refusal -> {
        refused.count(refusal);
        yield refusal;
      }
      case StoreUnavailableException gone -> Refusals.unavailable();
      default -> cause;
    };
  }

  private static Refusal unknownMode() {
    var violations = new Violations();
    violations.add("mode", ErrorReason.ERROR_REASON_VALUE_UNKNOWN, "is not a known value");
    return violations.toRefusal();
  }

  private CompletableFuture<RecordedBatch> atomic(
      Caller caller, List<Event> events, OptionalLong expectedVersion) {
    RecordingRights.check(caller, events);
    String tenantId = caller.tenantId();
    var violations = new Violations();
    var checks = checks(violations, tenantId);
    long now = store.intake().now();
    for (int i = 0; i < events.size(); i++) {
      checks.check(events.get(i), "events[" + i + "]", now);
    }
    String trace = TraceParents.current();
    return retractions
        .find(tenantId, events)
        .thenCompose(
            found -> {
              found.ifPresent(targets -> targets.check(tenantId, events, violations));
              violations.throwIfAny();
              var prepared = prepare(tenantId, events, trace);
              repeatedKeys(prepared, violations);
              violations.throwIfAny();
              return submit(prepared, true, expectedVersion).thenApply(Results::atomic);
            });
  }

  private EventChecks checks(Violations violations, String tenantId) {
    return new EventChecks(violations, tenantId, config.clock() == ClockKind.REPLAY);
  }

  private List<NewEvent> prepare(String tenantId, List<Event> events, @Nullable String trace) {
    var prepared = new ArrayList<NewEvent>(events.size());
    for (Event event : events) {
      prepared.add(preparation.prepare(event, tenantId, trace));
    }
    return prepared;
  }

  private static void repeatedKeys(List<NewEvent> events, Violations violations) {
    if (events.size() == 1) {
      return;
    }
    var first = new HashMap<UUID, Integer>(events.size() * 2);
    for (int i = 0; i < events.size(); i++) {
      Integer earlier = first.putIfAbsent(events.get(i).eventId(), i);
      if (earlier != null && !Arrays.equals(events.get(earlier).digest(), events.get(i).digest())) {
        repeatedKey(violations, earlier, i);
      }
    }
  }

  private static void repeatedKey(Violations violations, int first, int second) {
    violations.add(
        "events[" + second + "].event_key",
        ErrorReason.ERROR_REASON_DUPLICATE_IN_BATCH,
        "is the key of events[" + first + "] with other content",
        "first",
        Integer.toString(first),
        "second",
        Integer.toString(second));
  }

  private CompletableFuture<RecordedBatch> perItem(Caller caller, List<Event> events) {
    String trace = TraceParents.current();
    return retractions
        .find(caller.tenantId(), events)
        .thenCompose(found -> perItem(caller, events, found, trace));
  }

  private CompletableFuture<RecordedBatch> perItem(
      Caller caller, List<Event> events, Optional<Found> found, @Nullable String trace) {
    String tenantId = caller.tenantId();
    var results = new RecordResult[events.size()];
    var good = new ArrayList<NewEvent>(events.size());
    var places = new ArrayList<Integer>(events.size());
    var firsts = new HashMap<UUID, Integer>();
    long now = store.intake().now();
    for (int i = 0; i < events.size(); i++) {
      var violations = new Violations();
      Event event = events.get(i);
      String path = "events[" + i + "]";
      Refusal denied = RecordingRights.refusal(caller, event, path);
      if (denied != null) {
        results[i] = refusedItem(denied);
        continue;
      }
      checks(violations, tenantId).check(event, path, now);
      found.ifPresent(targets -> targets.check(event, path, violations));
      NewEvent prepared = violations.isEmpty() ? preparation.prepare(event, tenantId, trace) : null;
      if (prepared != null) {
        conflictInBatch(prepared, i, good, places, firsts, violations);
      }
      if (prepared == null || !violations.isEmpty()) {
        results[i] = refusedItem(violations.toRefusal());
      } else {
        good.add(prepared);
        places.add(i);
        found.ifPresent(targets -> targets.add(event, tenantId));
      }
    }
    return good.isEmpty()
        ? CompletableFuture.completedFuture(new RecordedBatch(List.of(results)))
        : submit(good, false, OptionalLong.empty())
            .thenApply(outcomes -> merge(results, places, outcomes));
  }

  private static void conflictInBatch(
      NewEvent event,
      int index,
      List<NewEvent> good,
      List<Integer> places,
      HashMap<UUID, Integer> firsts,
      Violations violations) {
    Integer earlier = firsts.putIfAbsent(event.eventId(), good.size());
    if (earlier != null && !Arrays.equals(good.get(earlier).digest(), event.digest())) {
      repeatedKey(violations, places.get(earlier), index);
    }
  }

  private RecordResult refusedItem(Refusal refusal) {
    refused.count(refusal);
    return Results.refused(refusal);
  }

  private static RecordedBatch merge(
      @Nullable RecordResult[] results, List<Integer> places, List<Outcome> outcomes) {
    for (int i = 0; i < outcomes.size(); i++) {
      results[places.get(i)] = Results.result(outcomes.get(i), places.get(i));
    }
    return new RecordedBatch(List.of(results));
  }

  private CompletableFuture<List<Outcome>> submit(
      List<NewEvent> events, boolean atomic, OptionalLong expectedVersion) {
    try {
      return switch (store.intake().submit(events, atomic, expectedVersion)) {
        case Intake.Taken.Waiting(var outcomes) -> outcomes;
        case Intake.Taken.Full() -> throw Refusals.overloaded();
      };
    } catch (StoreUnavailableException closing) {
      throw Refusals.unavailable();
    }
  }
}
