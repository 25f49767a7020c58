package io.barometer.e2e.faults;

import io.barometer.proto.event.v1.Event;
import io.barometer.proto.ingestion.v1.StreamEventsRequest;
import io.barometer.proto.ingestion.v1.StreamEventsResponse;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Overhears an importer and keeps the ids of all events whose batch the service has acknowledged.
 */
final class Acknowledgements implements ClientInterceptor {
  private static final int WHOLE_BATCH = -1;

  private final String tenantId;
  private final Set<UUID> eventIds = new TreeSet<>();
  private final List<String> refusals = new ArrayList<>();
  private int batches;

  Acknowledgements(String tenantId) {
    this.tenantId = tenantId;
  }

  /** Ids of every acknowledged event. */
  synchronized Set<UUID> eventIds() {
    return new TreeSet<>(eventIds);
  }

  /** What was refused for good. */
  synchronized List<String> refusals() {
    return List.copyOf(refusals);
  }

  /** A new import begins: batches count from zero again. */
  synchronized void newImport() {
    batches = 0;
  }

  /** Waits until so many batches of this import are acknowledged. */
  synchronized void awaitBatches(int count) throws InterruptedException {
    while (batches < count) {
      wait();
    }
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    SortedMap<Long, StreamEventsRequest> sent = new TreeMap<>();
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void sendMessage(Q message) {
        if (message instanceof StreamEventsRequest batch) {
          synchronized (Acknowledgements.this) {
            sent.put(batch.getSequence(), batch);
          }
        }
        super.sendMessage(message);
      }

      @Override
      public void start(Listener<A> listener, Metadata headers) {
        super.start(
            new SimpleForwardingClientCallListener<>(listener) {
              @Override
              public void onMessage(A message) {
                if (message instanceof StreamEventsResponse response) {
                  acknowledged(sent, response);
                }
                super.onMessage(message);
              }
            },
            headers);
      }
    };
  }

  private synchronized void acknowledged(
      SortedMap<Long, StreamEventsRequest> sent, StreamEventsResponse response) {
    boolean refused =
        response.getRefusedList().stream().anyMatch(one -> one.getIndex() == WHOLE_BATCH);
    if (refused) {
      refusals.add(response.getRefusedList().getFirst().getStatus().getMessage());
    }
    SortedMap<Long, StreamEventsRequest> done = sent.headMap(response.getSequence() + 1);
    done.forEach(
        (sequence, batch) -> {
          if (!refused || sequence != response.getSequence()) {
            batch.getEventsList().forEach(this::keep);
            batches++;
          }
        });
    done.clear();
    notifyAll();
  }

  private void keep(Event event) {
    eventIds.add(
        EventIds.of(tenantId, event.getAccountId(), event.getSource(), event.getEventKey()));
  }
}
