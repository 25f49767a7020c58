package io.barometer.eventstore.append;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of each event and gives positions and versions, from the heads, the streams
 * and what exists already. Without I/O: the transaction proves the heads right or the batch is
 * numbered again.
 */
final class Numbering {

  /** An event that was stored before this batch. */
  record Existing(long position, byte[] digest) {}

  private final Head[] heads;
  private final long[] positions;
  private final long[] recorded;
  private final Function<StreamKey, StreamState> known;
  private final Optional<Map<UUID, Existing>> existing;
  private final StoreSettings settings;
  private final Batch batch = new Batch();

  /**
   * A numbering for one batch.
   *
   * @param existing what is stored already of the batch's event ids; empty when nobody looked
   */
  Numbering(
      Head[] heads,
      Function<StreamKey, StreamState> known,
      Optional<Map<UUID, Existing>> existing,
      StoreSettings settings) {
    this.heads = heads;
    this.positions = Arrays.stream(heads).mapToLong(Head::lastPosition).toArray();
    this.recorded = Arrays.stream(heads).mapToLong(Head::lastRecordedMicros).toArray();
    this.known = known;
    this.existing = existing;
    this.settings = settings;
  }

  /**
   * Numbers the appends in order; null when the outcome depends on what exists already and nobody
   * looked.
   */
  @Nullable Batch number(List<Append> appends, HashChain chain) {
    for (Append append : appends) {
      var outcomes = outcomes(append);
      if (outcomes == null) {
        return null;
      }
      batch.outcomes.add(outcomes);
    }
    batch.steps = chain.steps(heads, positions, recorded, batch.rows);
    return batch;
  }

  private @Nullable List<Outcome> outcomes(Append append) {
    int firstRow = batch.rows.size();
    var before = append.atomic() ? new HashMap<StreamKey, StreamState>() : null;
    var outcomes = new ArrayList<Outcome>(append.events().size());
    boolean refused = false;
    boolean begun = false;
    for (NewEvent event : append.events()) {
      var outcome = outcome(event, begun ? null : append, before);
      if (outcome == null) {
        return null;
      }
      refused |= outcome instanceof Outcome.Refused;
      begun |= outcome instanceof Outcome.Stored && event.effect() != StreamEffect.PLATFORM;
      outcomes.add(outcome);
    }
    if (refused && before != null) {
      undo(firstRow, before, append);
    }
    return outcomes;
  }

  private @Nullable Outcome outcome(
      NewEvent event, @Nullable Append expecting, @Nullable Map<StreamKey, StreamState> before) {
    var repeat = repeat(event);
    if (repeat != null) {
      return repeat;
    }
    var key = StreamKey.of(event);
    var state = state(key);
    var refusal = refusal(event, state, expecting);
    if (refusal != null) {
      return existing.isPresent() ? refusal : null;
    }
    if (before != null) {
      before.putIfAbsent(key, state);
    }
    return new Outcome.Stored(store(event, key, state));
  }

  private @Nullable Outcome repeat(NewEvent event) {
    var stored = existing.map(found -> found.get(event.eventId())).orElse(null);
    if (stored != null) {
      batch.repeats++;
      return compare(event, stored);
    }
    var inBatch = batch.byId.get(event.eventId());
    return inBatch == null
        ? null
        : compare(event, new Existing(inBatch.position(), inBatch.event().digest()));
  }

  private static Outcome compare(NewEvent event, Existing first) {
    return Arrays.equals(first.digest(), event.digest())
        ? new Outcome.Repeated(event, first.position())
        : new Outcome.Conflict(first.position());
  }

  private StreamState state(StreamKey key) {
    var state = batch.streams.get(key);
    return state == null ? known.apply(key) : state;
  }

  private Outcome.@Nullable Refused refusal(
      NewEvent event, StreamState state, @Nullable Append expecting) {
    if (event.effect() == StreamEffect.PLATFORM) {
      return null;
    }
    if (expecting != null && expecting.expectedVersion().isPresent()) {
      long expected = expecting.expectedVersion().getAsLong();
      if (expected != state.version()) {
        return new Outcome.VersionConflict(expected, state.version());
      }
    }
    if (state.version() == 0 && !settings.autoCreate() && event.effect() != StreamEffect.OPENS) {
      return new Outcome.AccountUnknown();
    }
    return state.archived() && event.effect() != StreamEffect.RESTORES
        ? new Outcome.AccountArchived()
        : null;
  }

  private StoredEvent store(NewEvent event, StreamKey key, StreamState state) {
    int shard = event.shard();
    recorded[shard] = Math.max(recorded[shard], event.recordedMicros());
    boolean late = recorded[shard] - event.occurredMicros() > settings.latenessMicros();
    var row =
        new StoredEvent(event, ++positions[shard], state.version() + 1, recorded[shard], late);
    batch.rows.add(row);
    batch.byId.put(event.eventId(), row);
    batch.streams.put(key, new StreamState(row.version(), archived(event, state)));
    return row;
  }

  private static boolean archived(NewEvent event, StreamState state) {
    return switch (event.effect()) {
      case ARCHIVES -> true;
      case RESTORES -> false;
      case NONE, OPENS, PLATFORM -> state.archived();
    };
  }

  private void undo(int firstRow, Map<StreamKey, StreamState> before, Append append) {
    var undone = batch.rows.subList(firstRow, batch.rows.size());
    for (StoredEvent row : undone) {
      positions[row.shard()]--;
      batch.byId.remove(row.event().eventId());
    }
    undone.clear();
    batch.streams.putAll(before);
    append.events().stream()
        .filter(event -> event.effect() == StreamEffect.PLATFORM)
        .forEach(event -> outcome(event, null, null));
  }
}
