package io.barometer.alerting.route;

import io.barometer.alerting.dispatch.GroupMembers;
import io.barometer.alerting.rule.DefaultRuleRows;
import io.barometer.alerting.tenant.TenantTransactions;
import io.barometer.edge.Caller;
import io.barometer.edge.Refusal;
import io.barometer.edge.Violations;
import io.barometer.eventstore.Tx;
import io.barometer.proto.alerting.v1.GetRoutingResponse;
import io.barometer.proto.alerting.v1.PutRoutingRequest;
import io.barometer.proto.alerting.v1.PutRoutingResponse;
import io.barometer.proto.alerting.v1.Routing;
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
  private final Clock clock = Clock.systemUTC();

  Routings(TenantTransactions transactions) {
    this.transactions = transactions;
  }

  /** Replaces the routing and routes the open alerts anew. */
  public Uni<PutRoutingResponse> put(PutRoutingRequest request) {
    String tenantId = Caller.current().tenantId();
    return transactions.run(tenantId, tx -> put(tx, tenantId, request));
  }

  /** The routing in force. */
  public Uni<GetRoutingResponse> get() {
    String tenantId = Caller.current().tenantId();
    return transactions.run(tenantId, tx -> stored(tx, tenantId));
  }

  private PutRoutingResponse put(Tx tx, String tenantId, PutRoutingRequest request) {
    TenantRouting routing = checked(tx, tenantId, request.getRouting());
    DefaultRuleRows.seed(tx, List.of(tenantId));
    tx.query(
        "update alerting.tenant set config_version = config_version + 1 where tenant_id = $1",
        Tuple.of(tenantId));
    long revision = stored(tx, tenantId).getRevision();
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
    return PutRoutingResponse.newBuilder()
        .setRevision(revision + 1)
        .setRoutedAlerts(routeAnew(tx, tenantId, routing))
        .build();
  }

  private static TenantRouting checked(Tx tx, String tenantId, Routing routing) {
    Violations violations = new Violations();
    Set<String> known = TenantRoutings.receivers(tx, tenantId).keySet();
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
