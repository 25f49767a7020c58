package io.barometer.e2e;

import io.barometer.proto.alerting.v1.AlertingServiceGrpc;
import io.barometer.proto.alerting.v1.Trigger;
import io.barometer.proto.alerting.v1.WatchTriggersRequest;
import io.barometer.proto.alerting.v1.WatchTriggersRequest.Acknowledge;
import io.barometer.proto.alerting.v1.WatchTriggersRequest.Subscribe;
import io.barometer.proto.alerting.v1.WatchTriggersResponse;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A playbook engine on its stream of triggers. */
final class PlaybookEngine implements StreamObserver<WatchTriggersResponse>, AutoCloseable {
  private final List<Trigger> triggers = new ArrayList<>();
  private final StreamObserver<WatchTriggersRequest> requests;
  private long acknowledged;

  PlaybookEngine(Channel alerting, String consumer, List<String> playbooks) {
    this.requests = AlertingServiceGrpc.newStub(alerting).watchTriggers(this);
    requests.onNext(
        WatchTriggersRequest.newBuilder()
            .setSubscribe(Subscribe.newBuilder().setConsumer(consumer).addAllPlaybooks(playbooks))
            .build());
  }

  /** Waits for so many triggers; returns those that came by then. */
  synchronized List<Trigger> await(int count, Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (triggers.size() < count && System.nanoTime() < deadline) {
      wait(50);
    }
    return List.copyOf(triggers);
  }

  /** Acknowledges and waits until that is durable. */
  void acknowledge(long sequence) throws InterruptedException {
    requests.onNext(
        WatchTriggersRequest.newBuilder()
            .setAcknowledge(Acknowledge.newBuilder().setSequence(sequence))
            .build());
    synchronized (this) {
      while (acknowledged < sequence) {
        wait(50);
      }
    }
  }

  @Override
  public synchronized void onNext(WatchTriggersResponse response) {
    switch (response.getMessageCase()) {
      case TRIGGER -> triggers.add(response.getTrigger());
      case ACKNOWLEDGED -> acknowledged = response.getAcknowledged().getSequence();
      case REFUSED, MESSAGE_NOT_SET ->
          throw new IllegalStateException("refused: " + response.getRefused().getMessage());
    }
    notifyAll();
  }

  @Override
  public void onError(Throwable lost) {
    onCompleted();
  }

  @Override
  public synchronized void onCompleted() {
    notifyAll();
  }

  @Override
  public void close() {
    requests.onCompleted();
  }
}
