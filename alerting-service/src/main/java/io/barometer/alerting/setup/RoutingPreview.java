package io.barometer.alerting.setup;

import com.google.protobuf.Duration;
import io.barometer.alerting.route.LabelsJson;
import io.barometer.alerting.route.RoutingReader;
import io.barometer.alerting.route.TenantRouting;
import io.barometer.alerting.route.TenantRoutings;
import io.barometer.alerting.silence.SilenceRows;
import io.barometer.alerting.tenant.NameCheck;
import io.barometer.alerting.tenant.TenantTransactions;
import io.barometer.edge.Caller;
import io.barometer.edge.ProtoTime;
import io.barometer.edge.Refusal;
import io.barometer.edge.Violations;
import io.barometer.eventstore.Tx;
import io.barometer.proto.alerting.v1.AlertLabels;
import io.barometer.proto.alerting.v1.Escalation;
import io.barometer.proto.alerting.v1.PreviewRoutingRequest;
import io.barometer.proto.alerting.v1.PreviewRoutingResponse;
import io.barometer.proto.alerting.v1.RoutePreview;
import io.barometer.proto.error.v1.ErrorReason;
import io.barometer.routing.group.Group;
import io.barometer.routing.group.GroupPolicy;
import io.barometer.routing.match.Label;
import io.barometer.routing.match.Labels;
import io.barometer.routing.quiet.Quiet;
import io.barometer.routing.route.Branch;
import io.grpc.Status;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Who would be told of an alert now. */
@ApplicationScoped
public class RoutingPreview {
  private final TenantTransactions transactions;
  private final Clock clock = Clock.systemUTC();

  RoutingPreview(TenantTransactions transactions) {
    this.transactions = transactions;
  }

  /** Asks the routing in force, or the one in the request; tells nobody. */
  public Uni<PreviewRoutingResponse> preview(PreviewRoutingRequest request) {
    String tenantId = Caller.current().tenantId();
    Violations violations = new Violations();
    Labels asked = request.hasLabels() ? labels(request.getLabels(), violations) : Labels.NONE;
    UUID alert =
        request.hasAlertId()
            ? NameCheck.id("alert_id", request.getAlertId(), "name the alert", violations)
            : null;
    if (!request.hasLabels() && !request.hasAlertId()) {
      violations.add("alert", ErrorReason.ERROR_REASON_REQUIRED, "name an alert or its labels");
    }
    TenantRouting draft =
        request.hasRouting() ? new RoutingReader(violations).read(request.getRouting()) : null;
    violations.throwIfAny();
    return transactions.run(
        tenantId,
        tx ->
            preview(
                tx,
                tenantId,
                alert == null ? asked : stored(tx, alert),
                draft == null ? TenantRoutings.load(tx, tenantId) : draft));
  }

  private PreviewRoutingResponse preview(
      Tx tx, String tenantId, Labels alert, TenantRouting routing) {
    Instant now = clock.instant();
    var silences = SilenceRows.holding(tx, List.of(tenantId), now);
    Quiet quiet = new Quiet(silences.getOrDefault(tenantId, List.of()), routing.inhibitions());
    PreviewRoutingResponse.Builder preview =
        PreviewRoutingResponse.newBuilder().setLabels(message(alert));
    quiet.reason(alert, firing(tx, tenantId), now).ifPresent(preview::setQuietBecause);
    for (Branch branch : routing.tree().match(alert)) {
      preview.addRoutes(preview(branch, alert, routing, now));
    }
    return preview.build();
  }

  private static RoutePreview preview(
      Branch branch, Labels alert, TenantRouting routing, Instant now) {
    RoutePreview.Builder preview =
        RoutePreview.newBuilder()
            .setPath(branch.path())
            .addAllReceivers(branch.receivers())
            .setGroup(branch.group(alert).toString());
    routing.closedBy(branch, now).ifPresent(preview::setClosedBy);
    Instant told = GroupPolicy.changed(Group.NEW, branch.timing(), now).dueAt();
    if (told != null && !branch.receivers().isEmpty()) {
      preview.setToldTime(ProtoTime.timestamp(told));
    }
    branch
        .escalations()
        .forEach(
            step ->
                preview.addEscalations(
                    Escalation.newBuilder()
                        .setAfter(
                            Duration.newBuilder()
                                .setSeconds(step.after().getSeconds())
                                .setNanos(step.after().getNano()))
                        .addAllReceivers(step.receivers())));
    return preview.build();
  }

  private static List<Labels> firing(Tx tx, String tenantId) {
    List<Labels> firing = new ArrayList<>();
    for (Row row :
        tx.query(
            "select labels::text from alerting.alert where tenant_id = $1 and state < 3",
            Tuple.of(tenantId))) {
      firing.add(LabelsJson.labels(row.getString(0)));
    }
    return firing;
  }

  private static Labels stored(Tx tx, UUID alert) {
    for (Row row :
        tx.query("select labels::text from alerting.alert where alert_id = $1", Tuple.of(alert))) {
      return LabelsJson.labels(row.getString(0));
    }
    throw Refusal.of(Status.Code.NOT_FOUND, ErrorReason.ERROR_REASON_NOT_FOUND)
        .message("There is no alert " + alert + ".");
  }

  private static Labels labels(AlertLabels asked, Violations violations) {
    Map<Label, String> labels = new EnumMap<>(Label.class);
    asked
        .getValuesMap()
        .forEach(
            (name, text) ->
                Label.named(name)
                    .ifPresentOrElse(
                        label -> put(labels, label, text, violations),
                        () ->
                            violations.add(
                                "labels.values[" + name + "]",
                                ErrorReason.ERROR_REASON_NAME_UNKNOWN,
                                "no label of alerts")));
    return new Labels(labels);
  }

  private static void put(
      Map<Label, String> labels, Label label, String text, Violations violations) {
    try {
      if (label.isNumber()) {
        var _ = new BigDecimal(text);
      }
      labels.put(label, text);
    } catch (NumberFormatException none) {
      violations.add(
          "labels.values[" + label + "]", ErrorReason.ERROR_REASON_NOT_FINITE, "not a number");
    }
  }

  private static AlertLabels message(Labels labels) {
    AlertLabels.Builder message = AlertLabels.newBuilder();
    labels.values().forEach((label, text) -> message.putValues(label.toString(), text));
    return message.build();
  }
}
