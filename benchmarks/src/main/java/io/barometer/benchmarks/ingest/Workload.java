package io.barometer.benchmarks.ingest;

import com.google.protobuf.Timestamp;
import io.barometer.proto.event.v1.Activity;
import io.barometer.proto.event.v1.Event;
import io.barometer.proto.ingestion.v1.RecordEventsRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Activity events of 1,000 accounts, each event with a key of its own. */
public final class Workload {
  private static final int ACCOUNTS = 1_000;
  private static final int USERS_PER_ACCOUNT = 20;

  private long next;

  /** The next events, ready to be sent. */
  public List<Event> events(int count) {
    long first = next;
    next += count;
    Timestamp now = Timestamp.newBuilder().setSeconds(Instant.now().getEpochSecond()).build();
    return LongStream.range(first, next).mapToObj(number -> event(number, now)).toList();
  }

  /** The next events in requests of the same size. */
  public List<RecordEventsRequest> requests(int count, int eventsPerRequest) {
    List<Event> events = events(count);
    return IntStream.range(0, count / eventsPerRequest)
        .mapToObj(i -> events.subList(i * eventsPerRequest, (i + 1) * eventsPerRequest))
        .map(part -> RecordEventsRequest.newBuilder().addAllEvents(part).build())
        .collect(ArrayList::new, List::add, List::addAll);
  }

  static String account(long number) {
    return "account-" + number % ACCOUNTS;
  }

  private static Event event(long number, Timestamp time) {
    return Event.newBuilder()
        .setAccountId(account(number))
        .setEventKey("event-" + number)
        .setSource("benchmark")
        .setOccurredTime(time)
        .setActivity(
            Activity.newBuilder()
                .setAction("login")
                .setUserId("user-" + number % (ACCOUNTS * USERS_PER_ACCOUNT))
                .setProduct("console")
                .setFeature("dashboard"))
        .build();
  }
}
