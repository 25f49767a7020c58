package io.barometer.alerting.receiver;

import io.barometer.edge.ProtoTime;
import io.barometer.edge.Refusal;
import io.barometer.eventstore.Tx;
import io.barometer.proto.alerting.v1.Receiver;
import io.barometer.proto.error.v1.ErrorReason;
import io.grpc.Status;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The stored receivers, for whoever has a transaction and no session. */
public final class ReceiverRows {
  private ReceiverRows() {}

  /** A receiver with its secrets sealed. */
  public static Optional<Receiver> find(Tx tx, String tenantId, String name) {
    for (Row row :
        tx.query(
            "select definition from alerting.receiver where tenant_id = $1 and name = $2",
            Tuple.of(tenantId, name))) {
      return Optional.of(ReceiverStore.stored(row.getBuffer(0).getBytes()));
    }
    return Optional.empty();
  }

  /** All receivers of a tenant by name, with their secrets sealed. */
  public static Map<String, Receiver> all(Tx tx, String tenant) {
    Map<String, Receiver> receivers = new HashMap<>();
    for (Row row :
        tx.query(
            "select definition from alerting.receiver where tenant_id = $1", Tuple.of(tenant))) {
      Receiver receiver = ReceiverStore.stored(row.getBuffer(0).getBytes());
      receivers.put(receiver.getName(), receiver);
    }
    return receivers;
  }

  /**
   * A receiver that is a subscriber.
   *
   * @throws Refusal NOT_FOUND, or FAILED_PRECONDITION when it is another kind
   */
  public static Receiver subscriber(Tx tx, String tenantId, String name) {
    Receiver receiver = find(tx, tenantId, name).orElseThrow(() -> unknown(name));
    if (!receiver.hasSubscriber()) {
      throw Refusal.of(Status.Code.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_STATE)
          .message("The receiver \"" + name + "\" is no subscriber and gets no digest.");
    }
    return receiver;
  }

  /** What fired before this time a receiver is not told. */
  public static Instant activeFrom(Receiver receiver) {
    return ProtoTime.instant(receiver.getActiveFromTime());
  }

  /** The refusal of a call that names a receiver which does not exist. */
  public static Refusal unknown(String name) {
    return Refusal.of(Status.Code.NOT_FOUND, ErrorReason.ERROR_REASON_NOT_FOUND)
        .message("There is no receiver \"" + name + "\".");
  }
}
