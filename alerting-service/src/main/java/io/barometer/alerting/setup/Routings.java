package io.barometer.alerting.setup;

import io.barometer.alerting.dispatch.GroupMembers;
import io.barometer.alerting.receiver.ReceiverRows;
import io.barometer.alerting.route.LabelsJson;
import io.barometer.alerting.route.RoutingReader;
import io.barometer.alerting.route.TenantRouting;
import io.barometer.alerting.rule.DefaultRuleRows;
import io.barometer.alerting.tenant.TenantTransactions;
import io.barometer.audit.AuditTrail;
import io.barometer.audit.Change;
import io.barometer.edge.Caller;
import io.barometer.edge.Refusal;
import io.barometer.edge.Violations;
import io.barometer.eventstore.Tx;
import io.barometer.proto.alerting.v1.GetRoutingResponse;
import io.barometer.proto.alerting.v1.PutRoutingRequest;
import io.barometer.proto.alerting.v1.PutRoutingResponse;
import io.barometer.proto.alerting.v1.Routing;
import io.barometer.proto.audit.v1.AuditAction;
import io.barometer.proto.error.v1.ErrorReason;
import io.grpc.Status;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Puts and tells a tenant's routing. */
@ApplicationScoped
public class Routings {
  private final TenantTransactions transactions;
  private final AuditTrail trail;
  private final Clock clock = Clock.systemUTC();

  Routings(TenantTransactions transactions, AuditTrail trail) {
    this.transactions = transactions;
    this.trail = trail;
  }

  /** Replaces the routing and routes the open alerts anew. */
  public Uni<PutRoutingResponse> put(PutRoutingRequest request) {
    Caller caller = Caller.current();
    return transactions.run(caller.tenantId(), tx -> put(tx, caller, request));
  }

  /** The routing in force. */
  public Uni<GetRoutingResponse> get() {
    String tenantId = Caller.current().tenantId();
    return transactions.run(tenantId, tx -> stored(tx, tenantId));
  }

  private PutRoutingResponse put(Tx tx, Caller caller, PutRoutingRequest request) {
    String tenantId = caller.tenantId();
    TenantRouting routing = checked(tx, tenantId, request.getRouting());
    DefaultRuleRows.seed(tx, List.of(tenantId));
    tx.query(
        "update alerting.tenant set config_version = config_version + 1 where tenant_id = $1",
        Tuple.of(tenantId));
    GetRoutingResponse before = stored(tx, tenantId);
    long revision = before.getRevision();
    if (request.hasExpectedRevision() && request.getExpectedRevision() != revision) {
      throw Refusal.of(Status.Code.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_VERSION_CONFLICT)
          .message(
              "The routing was changed meanwhile: it is at revision "
                  + revision
                  + ". Read it again.")
          .meta("revision", Long.toString(revision));
    }
    tx.query(
        """
        insert into alerting.routing (tenant_id, revision, definition) values ($1, $2, $3)
        on conflict (tenant_id) do update set revision = excluded.revision,
          definition = excluded.definition""",
        Tuple.of(tenantId, revision + 1, Buffer.buffer(request.getRouting().toByteArray())));
    int routed = routeAnew(tx, tenantId, routing);
    if (!request.getRouting().equals(before.getRouting())) {
      trail.record(
          tx, caller, Change.of(AuditAction.AUDIT_ACTION_ROUTING_CHANGED, "routing", request));
    }
    return PutRoutingResponse.newBuilder()
        .setRevision(revision + 1)
        .setRoutedAlerts(routed)
        .build();
  }

  private static TenantRouting checked(Tx tx, String tenantId, Routing routing) {
    Violations violations = new Violations();
    Set<String> known = ReceiverRows.all(tx, tenantId).keySet();
    TenantRouting read = new RoutingReader(violations, known).read(routing);
    violations.throwIfAny();
    return read;
  }

  /** How many open alerts are told to somebody. */
  private int routeAnew(Tx tx, String tenantId, TenantRouting routing) {
    List<GroupMembers.Firing> open = new ArrayList<>();
    for (Row row :
        tx.query(
            """
            select alert_id, labels::text from alerting.alert
            where tenant_id = $1 and state < 3 order by alert_id""",
            Tuple.of(tenantId))) {
      open.add(
          new GroupMembers.Firing(tenantId, row.getUUID(0), LabelsJson.labels(row.getString(1))));
    }
    GroupMembers.reroute(tx, tenantId, open, routing, clock.instant());
    return (int)
        open.stream()
            .filter(
                alert ->
                    routing.tree().match(alert.labels()).stream()
                        .anyMatch(branch -> !branch.receivers().isEmpty()))
            .count();
  }

  static GetRoutingResponse stored(Tx tx, String tenantId) {
    GetRoutingResponse.Builder found =
        GetRoutingResponse.newBuilder().setRouting(RoutingReader.DEFAULT);
    for (Row row :
        tx.query(
            "select revision, definition from alerting.routing where tenant_id = $1",
            Tuple.of(tenantId))) {
      found
          .setRevision(row.getLong(0))
          .setRouting(RoutingReader.message(row.getBuffer(1).getBytes()));
    }
    return found.build();
  }
}
