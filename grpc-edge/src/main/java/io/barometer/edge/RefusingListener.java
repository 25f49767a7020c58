package io.barometer.edge;

import io.grpc.ForwardingServerCallListener;
import io.grpc.ServerCall;

/** Passes requests on until one is a {@link Refusal}, which ends the call. */
final class RefusingListener<Q> extends ForwardingServerCallListener<Object> {

  private final ServerCall<?, ?> call;
  private final ServerCall.Listener<Object> handler;
  private boolean refused;

  @SuppressWarnings("unchecked")
  RefusingListener(ServerCall<?, ?> call, ServerCall.Listener<Q> handler) {
    this.call = call;
    this.handler = (ServerCall.Listener<Object>) handler;
  }

  @Override
  protected ServerCall.Listener<Object> delegate() {
    return handler;
  }

  @Override
  public void onMessage(Object request) {
    if (refused) {
      return;
    }
    if (request instanceof Refusal refusal) {
      refuse(refusal);
    } else {
      super.onMessage(request);
    }
  }

  @Override
  public void onHalfClose() {
    if (!refused) {
      super.onHalfClose();
    }
  }

  @Override
  public void onReady() {
    if (!refused) {
      super.onReady();
    }
  }

  @Override
  public void onCancel() {
    if (!refused) {
      super.onCancel();
    }
  }

  @Override
  public void onComplete() {
    if (!refused) {
      super.onComplete();
    }
  }

  /** For the handler the call was cancelled: whatever it still does is not sent. */
  private void refuse(Refusal refusal) {
    refused = true;
    handler.onCancel();
    refusal.end(call);
  }
}
