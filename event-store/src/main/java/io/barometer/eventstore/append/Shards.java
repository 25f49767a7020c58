package io.barometer.eventstore.append;

import java.nio.charset.StandardCharsets;

/**
 * Where an account lives: a hash of tenant and account that never changes, modulo the number of
 * shards.
 */
public final class Shards {

  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private Shards() {}

  /**
   * The shard, 0 to shards − 1. FNV-1a over tenant NUL account (UTF-8), mixed as SplitMix64 does.
   */
  public static int of(String tenantId, String accountId, int shards) {
    long hash = absorb(OFFSET, tenantId) * PRIME;
    hash = absorb(hash, accountId);
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    return (int) Long.remainderUnsigned(hash ^ (hash >>> 31), shards);
  }

  private static long absorb(long start, String text) {
    long hash = start;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * PRIME;
    }
    return hash;
  }
}
