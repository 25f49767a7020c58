package io.barometer.certificate;

/**
 * The end of the store's own hash chain over the account's shard, as the store told it when the
 * certificate was written. Nobody can compute it from one account's events; its owner can look it
 * up.
 *
 * @param position of the last event of the shard
 * @param hash of the chain there, lower-case hex
 */
public record ChainHead(long position, String hash) {}
