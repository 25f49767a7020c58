package io.barometer.benchmarks.rebuild;

import com.google.protobuf.Timestamp;
import io.barometer.proto.event.v1.Activity;
import io.barometer.proto.event.v1.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** A year in the life of 1,000 accounts of very different size, in the order received. */
record YearOfEvents(int count) {
  private static final int ACCOUNTS = 1_000;
  private static final int MOST_USERS = 20;
  private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
  private static final long YEAR_SECONDS = Duration.ofDays(365).toSeconds();
  private static final long LONGEST_DELAY_SECONDS = Duration.ofDays(3).toSeconds();

  /** The events from one number on, so many. */
  List<Event> events(int from, int size) {
    return IntStream.range(from, from + size).mapToObj(this::event).toList();
  }

  private Event event(int number) {
    Random random = new Random(number);
    long received = START.getEpochSecond() + YEAR_SECONDS * number / count;
    long occurred = received - random.nextLong(LONGEST_DELAY_SECONDS);
    // the square makes few accounts busy and most quiet
    int account = (int) (ACCOUNTS * Math.pow(random.nextDouble(), 2));
    return Event.newBuilder()
        .setAccountId("account-" + account)
        .setEventKey("event-" + number)
        .setSource("benchmark")
        .setOccurredTime(Timestamp.newBuilder().setSeconds(occurred))
        .setReceivedTime(Timestamp.newBuilder().setSeconds(received))
        .setActivity(
            Activity.newBuilder()
                .setAction("login")
                .setUserId("user-" + random.nextInt(MOST_USERS))
                .setProduct("console")
                .setFeature("dashboard"))
        .build();
  }
}
