package io.barometer.eventstore.append;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Appends with positions, versions and chain computed, ready to be written in one transaction. */
final class Batch {

  /** The end of a shard before and after. */
  record Step(Head before, Head after) {}

  final List<StoredEvent> rows = new ArrayList<>();
  final Map<UUID, StoredEvent> byId = new HashMap<>();
  final Map<StreamKey, StreamState> streams = new HashMap<>();
  final List<List<Outcome>> outcomes = new ArrayList<>();
  List<Step> steps = List.of();
  int repeats;
}
