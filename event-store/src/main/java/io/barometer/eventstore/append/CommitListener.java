package io.barometer.eventstore.append;

import java.util.List;

/** Hears of every commit of this process, on the writer's thread: be quick, never block. */
@FunctionalInterface
public interface CommitListener {

  /** The events of one transaction, of any shard, in order; durable now. */
  void committed(List<StoredEvent> events);
}
