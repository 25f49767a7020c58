package io.barometer.ingestion.record;

import io.barometer.edge.Refusal;
import io.barometer.eventstore.append.NewEvent;
import io.barometer.eventstore.append.Outcome;
import io.barometer.proto.ingestion.v1.Duplicate;
import io.barometer.proto.ingestion.v1.RecordResult;
import io.barometer.proto.ingestion.v1.Recorded;
import java.util.ArrayList;
import java.util.List;

/** The store's outcomes as results of a call. */
final class Results {

  private Results() {}

  /**
   * Results of a batch in which everything was handed to the store.
   *
   * @throws Refusal when the store refused one event of an atomic batch: the first refusal
   */
  static RecordedBatch atomic(List<Outcome> outcomes) {
    var results = new ArrayList<RecordResult>(outcomes.size());
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i) instanceof Outcome.Refused refused) {
        throw Refusals.of(refused, i);
      }
      results.add(result(outcomes.get(i), i));
    }
    return new RecordedBatch(results);
  }

  static RecordResult result(Outcome outcome, int index) {
    return switch (outcome) {
      case Outcome.Stored(var stored) ->
          RecordResult.newBuilder()
              .setRecorded(
                  Recorded.newBuilder()
                      .setEventId(stored.event().eventId().toString())
                      .setShard(stored.shard())
                      .setPosition(stored.position())
                      .setVersion(stored.version())
                      .setLate(stored.late()))
              .build();
      case Outcome.Repeated(NewEvent event, long position) ->
          RecordResult.newBuilder()
              .setDuplicate(
                  Duplicate.newBuilder()
                      .setEventId(event.eventId().toString())
                      .setShard(event.shard())
                      .setPosition(position)
                      .setComparable(true))
              .build();
      case Outcome.Refused refused -> refused(Refusals.of(refused, index));
    };
  }

  static RecordResult refused(Refusal refusal) {
    return RecordResult.newBuilder().setRefused(refusal.toStatus()).build();
  }
}
