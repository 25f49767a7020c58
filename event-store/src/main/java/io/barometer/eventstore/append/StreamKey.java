package io.barometer.eventstore.append;

/** Names a stream: the events of one account, in their shard. */
public record StreamKey(int shard, String tenantId, String accountId) {

  static StreamKey of(NewEvent event) {
    return new StreamKey(event.shard(), event.tenantId(), event.accountId());
  }
}
