package io.barometer.eventstore.append;

/**
 * An event with its place in the store.
 *
 * @param position place in the shard, 1, 2, 3, … in commit order
 * @param version place in the account's stream, 1, 2, 3, …
 * @param recordedMicros when the store took it, microseconds since 1970; never falls inside a shard
 * @param late true when it occurred longer before it was recorded than the lateness window
 */
public record StoredEvent(
    NewEvent event, long position, long version, long recordedMicros, boolean late) {

  public int shard() {
    return event.shard();
  }
}
