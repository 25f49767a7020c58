package io.barometer.e2e;

import io.barometer.e2e.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A running platform without events, for test classes that need a few: each has a tenant of its
 * own, and a month, since the clock is one for all. Started once.
 */
record EmptyPlatform(Platform platform, AtomicInteger begun) implements AutoCloseable {
  static final String DECISIONS = "decisions";
  static final String CORRECTIONS = "corrections";

  private static final Instant FIRST = Instant.parse("2012-03-01T12:00:00Z");

  private static EmptyPlatform start() throws IOException {
    return new EmptyPlatform(
        Platform.start(
            Files.createTempDirectory("barometer-empty"),
            Set.of(DECISIONS, CORRECTIONS),
            options -> options),
        new AtomicInteger());
  }

  /** Noon of the first day of a month in which nobody else does anything. */
  Instant newMonth() {
    return FIRST
        .atOffset(ZoneOffset.UTC)
        .plus(Period.ofMonths(begun.getAndIncrement()))
        .toInstant();
  }

  @Override
  public void close() {
    platform.close();
  }

  /** Hands over the one platform. */
  static final class Resolver extends SharedResolver<EmptyPlatform> {
    Resolver() {
      super(EmptyPlatform.class);
    }

    @Override
    protected EmptyPlatform start() throws IOException {
      return EmptyPlatform.start();
    }
  }
}
