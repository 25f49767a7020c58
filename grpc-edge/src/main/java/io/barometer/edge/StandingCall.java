package io.barometer.edge;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A call that may stand for hours. Its credential is looked at again with what goes to and fro,
 * once a second at most, and every few seconds where nothing does: when it is no longer valid the
 * call ends, and nothing more is taken or told.
 */
final class StandingCall<Q, A> extends SimpleForwardingServerCall<Q, A> {

  private static final long PAUSE = Duration.ofSeconds(1).toNanos();

  /** Throws when the credential is not valid any more. */
  interface Check {
    /**
     * Looks.
     *
     * @throws Refusal when it is not
     */
    Caller look();
  }

  private final Check check;
  private final Vertx vertx;
  private final long timer;
  private volatile ServerCall.@Nullable Listener<Q> handler;
  private long looked = System.nanoTime();
  private boolean over;

  /**
   * Stands until it is closed or cancelled.
   *
   * @param idle how often the credential of a call without traffic is looked at
   */
  StandingCall(ServerCall<Q, A> call, Check check, Vertx vertx, Duration idle) {
    super(call);
    this.check = check;
    this.vertx = vertx;
    this.timer = vertx.setPeriodic(idle.toMillis(), tick -> valid());
  }

  /** What the transport is to tell, instead of the handler. */
  ServerCall.Listener<Q> listener(ServerCall.Listener<Q> listener) {
    handler = listener;
    return new SimpleForwardingServerCallListener<>(listener) {
      @Override
      public void onMessage(Q message) {
        if (valid()) {
          super.onMessage(message);
        }
      }

      @Override
      public void onCancel() {
        vertx.cancelTimer(timer);
        super.onCancel();
      }
    };
  }

  @Override
  public void sendMessage(A message) {
    if (valid()) {
      super.sendMessage(message);
    }
  }

  @Override
  public void close(Status status, Metadata trailers) {
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
    }
    vertx.cancelTimer(timer);
    super.close(status, trailers);
  }

  /** Ends the call outside of the lock: the handler has locks of its own. */
  private boolean valid() {
    Refusal refusal;
    synchronized (this) {
      if (over || System.nanoTime() - looked < PAUSE) {
        return !over;
      }
      looked = System.nanoTime();
      refusal = refusal();
      if (refusal == null) {
        return true;
      }
      over = true;
    }
    vertx.cancelTimer(timer);
    refusal.end(delegate());
    if (handler != null) {
      handler.onCancel();
    }
    return false;
  }

  /** Null while the credential is valid, or while nobody can say. */
  private @Nullable Refusal refusal() {
    try {
      check.look();
      return null;
    } catch (Refusal refusal) {
      return refusal.code() == Status.Code.UNAVAILABLE ? null : refusal;
    }
  }
}
