package io.barometer.benchmarks.latency;

import io.barometer.benchmarks.measure.Latencies;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Accounts whose one measured event moves their score across a rule's level: known by their names,
 * from the sender through the score to the message.
 */
final class Probes {
  private final String prefix;
  private final Pattern name;
  private final AtomicLongArray due;
  private final Stage scores;
  private final Stage messages;

  /** A number of probes whose accounts' names begin alike. */
  Probes(String prefix, int count) {
    this.prefix = prefix;
    this.name = Pattern.compile(Pattern.quote(prefix) + "([0-9]+)");
    this.due = new AtomicLongArray(count);
    this.scores = new Stage(count);
    this.messages = new Stage(count);
  }

  int count() {
    return due.length();
  }

  String account(int probe) {
    return prefix + probe;
  }

  /** The probe's event is due then. */
  void due(int probe, long nanos) {
    due.set(probe, nanos);
  }

  /**
   * A score of an account could be read now; tells whether it was the first one of a sent probe.
   */
  boolean scored(String account, long nanos) {
    return scores.arrived(account, nanos);
  }

  /** A message that names an account came in now. */
  void told(String text, long nanos) {
    messages.arrived(text, nanos);
  }

  /** Waits for what is under way; tells whether every score and message is there. */
  boolean await(Duration limit) throws InterruptedException {
    return scores.left.await(limit.toMillis(), TimeUnit.MILLISECONDS)
        && messages.left.await(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  Latencies scores() {
    return scores.latencies;
  }

  Latencies messages() {
    return messages.latencies;
  }

  private final class Stage {
    private final Latencies latencies = new Latencies();
    private final CountDownLatch left;
    private final AtomicIntegerArray seen;

    Stage(int count) {
      this.left = new CountDownLatch(count);
      this.seen = new AtomicIntegerArray(count);
    }

    boolean arrived(String text, long nanos) {
      Matcher matcher = name.matcher(text);
      if (!matcher.find()) {
        return false;
      }
      int probe = Integer.parseInt(matcher.group(1));
      if (probe >= due.length() || due.get(probe) == 0 || !seen.compareAndSet(probe, 0, 1)) {
        return false;
      }
      latencies.record(due.get(probe), nanos);
      left.countDown();
      return true;
    }
  }
}
