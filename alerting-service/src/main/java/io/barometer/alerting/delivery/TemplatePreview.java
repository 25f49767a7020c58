package io.barometer.alerting.delivery;

import io.barometer.alerting.alert.AlertRows;
import io.barometer.alerting.notify.About;
import io.barometer.alerting.notify.AlertNews;
import io.barometer.alerting.notify.Notification;
import io.barometer.alerting.notify.TextTemplate;
import io.barometer.alerting.notify.Wording;
import io.barometer.alerting.tenant.NameCheck;
import io.barometer.alerting.tenant.TenantTransactions;
import io.barometer.edge.Caller;
import io.barometer.edge.ProtoTime;
import io.barometer.edge.Refusal;
import io.barometer.edge.Violations;
import io.barometer.eventstore.Tx;
import io.barometer.proto.alerting.v1.Alert;
import io.barometer.proto.alerting.v1.MessageTemplate;
import io.barometer.proto.alerting.v1.PreviewTemplateRequest;
import io.barometer.proto.alerting.v1.PreviewTemplateResponse;
import io.barometer.proto.alerting.v1.Receiver;
import io.barometer.proto.error.v1.ErrorReason;
import io.grpc.Status;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** What an alert would read like with a template. */
@ApplicationScoped
public class TemplatePreview {

  private final TenantTransactions transactions;

  TemplatePreview(TenantTransactions transactions) {
    this.transactions = transactions;
  }

  /** Sends nothing. */
  public Uni<PreviewTemplateResponse> preview(PreviewTemplateRequest request) {
    String tenantId = Caller.current().tenantId();
    Violations violations = new Violations();
    UUID alert = NameCheck.id("alert_id", request.getAlertId(), "name the alert", violations);
    MessageTemplate template = request.getTemplate();
    TextTemplate.check("template.title", template.getTitle(), violations);
    TextTemplate.check("template.text", template.getText(), violations);
    violations.throwIfAny();
    return transactions.run(tenantId, tx -> preview(tx, tenantId, alert, template));
  }

  private static PreviewTemplateResponse preview(
      Tx tx, String tenantId, UUID id, MessageTemplate template) {
    Alert alert = AlertRows.byId(tx, List.of(id)).get(id);
    if (alert == null) {
      throw Refusal.of(Status.Code.NOT_FOUND, ErrorReason.ERROR_REASON_NOT_FOUND)
          .message("There is no alert " + id + ".");
    }
    var fired = ProtoTime.instant(alert.getFiredTime());
    AlertNews news =
        new AlertNews(
            id,
            About.FIRED,
            alert.getRule(),
            alert.getTitle(),
            alert.getSeverity(),
            alert.getPlaybook(),
            alert.getScore(),
            alert.getReason(),
            fired,
            fired);
    Receiver receiver = Receiver.newBuilder().setTemplate(template).build();
    Wording words = new Notification(id, tenantId, receiver, 1, 0, fired, news, null).wording();
    return PreviewTemplateResponse.newBuilder()
        .setTitle(words.headline())
        .setText(words.reason())
        .build();
  }
}
