package io.barometer.benchmarks.alerting;

import io.barometer.benchmarks.measure.Latencies;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When the message of each of some accounts came first, and how many came more than once. */
final class Arrivals {
  private final Pattern account;
  private final AtomicLongArray times;
  private final AtomicInteger more = new AtomicInteger();
  private final CountDownLatch missing;

  /** Of accounts with a name and a number from 0 to count − 1. */
  Arrivals(String name, int count) {
    this.account = Pattern.compile('"' + name + "(\\d+)\"");
    this.times = new AtomicLongArray(count);
    this.missing = new CountDownLatch(count);
  }

  /** Hears a message, which may name several accounts. */
  void heard(String text, long nanos) {
    for (int number : named(text)) {
      if (times.compareAndSet(number, 0, nanos)) {
        missing.countDown();
      } else {
        more.incrementAndGet();
      }
    }
  }

  private Set<Integer> named(String text) {
    Set<Integer> numbers = new HashSet<>();
    Matcher found = account.matcher(text);
    while (found.find()) {
      numbers.add(Integer.parseInt(found.group(1)));
    }
    return numbers;
  }

  /** Waits for all. */
  void await(Duration patience) throws InterruptedException {
    if (!missing.await(patience.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException(
          "of %,d messages %,d did not come within %d s"
              .formatted(times.length(), missing.getCount(), patience.toSeconds()));
    }
  }

  /** When the last one came first. */
  long last() {
    long last = Long.MIN_VALUE;
    for (int i = 0; i < times.length(); i++) {
      last = Math.max(last, times.get(i));
    }
    return last;
  }

  /** From when each was due. */
  Latencies since(long[] due) {
    Latencies latencies = new Latencies();
    for (int i = 0; i < due.length; i++) {
      latencies.record(due[i], times.get(i));
    }
    return latencies;
  }

  /** Messages about an account that had one. */
  int more() {
    return more.get();
  }
}
