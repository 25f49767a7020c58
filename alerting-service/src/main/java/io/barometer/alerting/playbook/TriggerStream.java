package io.barometer.alerting.playbook;

import io.barometer.alerting.tenant.NameCheck;
import io.barometer.edge.Refusal;
import io.barometer.edge.Violations;
import io.barometer.proto.alerting.v1.Trigger;
import io.barometer.proto.alerting.v1.WatchTriggersRequest;
import io.barometer.proto.alerting.v1.WatchTriggersRequest.Acknowledge;
import io.barometer.proto.alerting.v1.WatchTriggersRequest.Subscribe;
import io.barometer.proto.alerting.v1.WatchTriggersResponse;
import io.barometer.proto.alerting.v1.WatchTriggersResponse.Acknowledged;
import io.barometer.proto.error.v1.ErrorReason;
import io.grpc.Status;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One playbook engine's stream. A thread of its own sends what is not acknowledged, oldest first,
 * and never has more than {@link #WINDOW} triggers unacknowledged, so a slow reader costs no
 * memory.
 */
final class TriggerStream {

  static final int WINDOW = 500;

  private static final Logger LOG = Logger.getLogger(TriggerStream.class);
  private static final int PAGE = 100;
  private static final long POLL_SECONDS = 1;
  private static final long NOTHING = -1;

  private final String tenantId;
  private final TriggerTable table;
  private final MultiEmitter<? super WatchTriggersResponse> out;
  private final Semaphore work = new Semaphore(0);
  private final AtomicLong wanted = new AtomicLong(NOTHING);
  private final ArrayDeque<Long> unacknowledged = new ArrayDeque<>();
  private volatile @Nullable Subscribe subscription;
  private volatile boolean ended;
  private volatile long lastSent;

  TriggerStream(
      String tenantId, TriggerTable table, MultiEmitter<? super WatchTriggersResponse> out) {
    this.tenantId = tenantId;
    this.table = table;
    this.out = out;
  }

  String tenantId() {
    return tenantId;
  }

  void wake() {
    work.release();
  }

  void end() {
    ended = true;
    wake();
  }

  /** Takes a message of the engine. */
  void receive(WatchTriggersRequest message) {
    try {
      switch (message.getMessageCase()) {
        case SUBSCRIBE -> subscribe(message.getSubscribe());
        case ACKNOWLEDGE -> acknowledge(message.getAcknowledge());
        case MESSAGE_NOT_SET -> throw missing("message", "send subscribe or acknowledge");
      }
    } catch (Refusal refusal) {
      end();
      out.fail(refusal);
    }
  }

  private void subscribe(Subscribe wish) {
    if (subscription != null) {
      throw Refusal.of(Status.Code.INVALID_ARGUMENT, ErrorReason.ERROR_REASON_STATE)
          .message("The stream is subscribed already. Open another one.")
          .violation("subscribe", ErrorReason.ERROR_REASON_STATE, "only once in a stream");
    }
    Violations violations = new Violations();
    if (wish.getConsumer().isBlank()) {
      violations.add("subscribe.consumer", ErrorReason.ERROR_REASON_REQUIRED, "say who you are");
    }
    NameCheck.text("subscribe.consumer", wish.getConsumer(), 100, violations);
    for (int i = 0; i < wish.getPlaybooksCount(); i++) {
      NameCheck.text("subscribe.playbooks[" + i + "]", wish.getPlaybooks(i), 200, violations);
    }
    violations.throwIfAny();
    subscription = wish;
    Thread.ofVirtual().name("triggers").start(() -> run(wish));
  }

  private void acknowledge(Acknowledge message) {
    if (subscription == null) {
      throw missing("subscribe", "the first message must subscribe");
    }
    if (message.getSequence() < 0) {
      throw outOfRange("0 or more");
    }
    wanted.accumulateAndGet(message.getSequence(), Math::max);
    wake();
  }

  private void run(Subscribe subscribe) {
    try {
      lastSent = table.acknowledged(tenantId, subscribe.getConsumer());
      while (!ended) {
        takeOver(subscribe);
        if (!sendSome(subscribe.getPlaybooksList())) {
          boolean woken = work.tryAcquire(POLL_SECONDS, TimeUnit.SECONDS);
          if (woken) {
            work.drainPermits();
          }
        }
      }
    } catch (InterruptedException stop) {
      out.complete();
    } catch (Refusal refusal) {
      end();
      out.fail(refusal);
    } catch (RuntimeException failure) {
      LOG.warnf(failure, "A stream of triggers broke tenantId=%s", tenantId);
      end();
      out.fail(
          Refusal.of(Status.Code.UNAVAILABLE, ErrorReason.ERROR_REASON_UNAVAILABLE)
              .message("The triggers cannot be read now. Subscribe again."));
    }
  }

  private void takeOver(Subscribe subscribe) {
    long sequence = wanted.getAndSet(NOTHING);
    if (sequence == NOTHING) {
      return;
    }
    if (sequence > lastSent) {
      throw outOfRange("at most " + lastSent + ", the last that was sent");
    }
    table.acknowledge(tenantId, subscribe.getConsumer(), sequence);
    while (!unacknowledged.isEmpty() && unacknowledged.peekFirst() <= sequence) {
      unacknowledged.removeFirst();
    }
    out.emit(
        WatchTriggersResponse.newBuilder()
            .setAcknowledged(Acknowledged.newBuilder().setSequence(sequence))
            .build());
  }

  private boolean sendSome(List<String> playbooks) {
    int room = Math.min(PAGE, WINDOW - unacknowledged.size());
    if (room <= 0) {
      return false;
    }
    List<Trigger> triggers = table.after(tenantId, lastSent, playbooks, room);
    for (Trigger trigger : triggers) {
      unacknowledged.addLast(trigger.getSequence());
      lastSent = trigger.getSequence();
      out.emit(WatchTriggersResponse.newBuilder().setTrigger(trigger).build());
    }
    return !triggers.isEmpty();
  }

  private static Refusal missing(String path, String text) {
    return Refusal.of(Status.Code.INVALID_ARGUMENT, ErrorReason.ERROR_REASON_REQUIRED)
        .message(path + ": " + text)
        .violation(path, ErrorReason.ERROR_REASON_REQUIRED, text);
  }

  private static Refusal outOfRange(String text) {
    return Refusal.of(Status.Code.INVALID_ARGUMENT, ErrorReason.ERROR_REASON_RANGE)
        .message("acknowledge.sequence: use " + text)
        .violation("acknowledge.sequence", ErrorReason.ERROR_REASON_RANGE, "use " + text);
  }
}
