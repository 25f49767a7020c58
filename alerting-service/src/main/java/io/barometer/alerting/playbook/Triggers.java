package io.barometer.alerting.playbook;

import io.barometer.edge.Caller;
import io.barometer.proto.alerting.v1.WatchTriggersRequest;
import io.barometer.proto.alerting.v1.WatchTriggersResponse;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The streams of playbook engines that are open on this replica. */
@ApplicationScoped
public class Triggers {

  private final TriggerTable table;
  private final TriggerRelay relay;
  private final Set<TriggerStream> open = ConcurrentHashMap.newKeySet();

  Triggers(TriggerTable table, TriggerRelay relay) {
    this.table = table;
    this.relay = relay;
  }

  /** Opens a stream. What may wait in the buffer is bounded by the stream's window. */
  public Multi<WatchTriggersResponse> watch(Multi<WatchTriggersRequest> requests) {
    String tenantId = Caller.current().tenantId();
    return Multi.createFrom()
        .emitter(
            out -> {
              TriggerStream stream = new TriggerStream(tenantId, table, out);
              open.add(stream);
              out.onTermination(
                  () -> {
                    stream.end();
                    open.remove(stream);
                  });
              requests
                  .subscribe()
                  .with(
                      stream::receive,
                      failure -> {
                        stream.end();
                        out.complete();
                      },
                      () -> {
                        stream.end();
                        out.complete();
                      });
            },
            BackPressureStrategy.BUFFER);
  }

  /** There may be new triggers of this tenant. */
  public void wake(String tenantId) {
    relay.wake();
    for (TriggerStream stream : open) {
      if (stream.tenantId().equals(tenantId)) {
        stream.wake();
      }
    }
  }

  void stop(@Observes ShutdownEvent end) {
    open.forEach(TriggerStream::end);
  }
}
