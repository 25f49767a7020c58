package io.barometer.eventstore.append;

/**
 * The end of a shard.
 *
 * @param lastPosition position of its last event, 0 when there is none
 * @param lastHash head of the hash chain, 32 bytes
 * @param lastRecordedMicros recorded time of its last event, microseconds since 1970
 */
public record Head(int shard, long lastPosition, byte[] lastHash, long lastRecordedMicros) {}
