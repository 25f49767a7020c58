package io.barometer.alerting.setup;

import com.google.protobuf.Duration;
import io.barometer.alerting.audit.SessionTrail;
import io.barometer.alerting.receiver.ReceiverRows;
import io.barometer.alerting.receiver.ReceiverStore;
import io.barometer.alerting.secret.Secrets;
import io.barometer.alerting.tenant.NameCheck;
import io.barometer.alerting.tenant.TenantSession;
import io.barometer.audit.Change;
import io.barometer.edge.Caller;
import io.barometer.edge.ProtoTime;
import io.barometer.edge.Refusal;
import io.barometer.edge.Violations;
import io.barometer.proto.alerting.v1.Receiver;
import io.barometer.proto.alerting.v1.RotateSecretRequest;
import io.barometer.proto.alerting.v1.RotateSecretResponse;
import io.barometer.proto.alerting.v1.WebhookChannel;
import io.barometer.proto.audit.v1.AuditAction;
import io.barometer.proto.error.v1.ErrorReason;
import io.grpc.Status;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.hibernate.reactive.mutiny.Mutiny.Session;

/** Gives webhooks other secrets; for a while both sign, so that no delivery is refused. */
@ApplicationScoped
public class SecretRotation {

  private static final long DAY = 86_400;

  private final TenantSession sessions;
  private final ReceiverStore receivers;
  private final Secrets secrets;
  private final SessionTrail trail;
  private final Clock clock = Clock.systemUTC();

  SecretRotation(
      TenantSession sessions, ReceiverStore receivers, Secrets secrets, SessionTrail trail) {
    this.sessions = sessions;
    this.receivers = receivers;
    this.secrets = secrets;
    this.trail = trail;
  }

  /** Gives a webhook another secret. */
  public Uni<RotateSecretResponse> rotate(RotateSecretRequest request) {
    Caller caller = Caller.current();
    String tenantId = caller.tenantId();
    check(request);
    String secret = request.getSecret().isEmpty() ? WebhookSecrets.random() : request.getSecret();
    return sessions.change(
        tenantId,
        session ->
            receivers
                .find(tenantId, request.getReceiver())
                .map(
                    found ->
                        rotated(
                            secrets.opened(
                                tenantId,
                                found.orElseThrow(
                                    () -> ReceiverRows.unknown(request.getReceiver()))),
                            request,
                            secret))
                .call(rotated -> store(session, caller, request, rotated))
                .map(rotated -> answer(rotated.getWebhook(), request)));
  }

  private Uni<Void> store(
      Session session, Caller caller, RotateSecretRequest request, Receiver rotated) {
    Change change =
        Change.of(
            AuditAction.AUDIT_ACTION_SECRET_ROTATED, "receiver " + request.getReceiver(), request);
    return receivers
        .put(caller.tenantId(), rotated)
        .chain(another -> trail.recordWhen(another, session, caller, change));
  }

  private static RotateSecretResponse answer(WebhookChannel webhook, RotateSecretRequest request) {
    RotateSecretResponse.Builder answer = RotateSecretResponse.newBuilder();
    if (request.getSecret().isEmpty()) {
      answer.setGeneratedSecret(webhook.getSecret());
    }
    if (webhook.hasPreviousSecretExpireTime()) {
      answer.setPreviousSecretExpireTime(webhook.getPreviousSecretExpireTime());
    }
    return answer.build();
  }

  /** A secret that was named already is in force: a retry changes nothing. */
  private Receiver rotated(Receiver receiver, RotateSecretRequest request, String secret) {
    if (!receiver.hasWebhook()) {
      throw Refusal.of(Status.Code.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_STATE)
          .message("The receiver \"" + receiver.getName() + "\" is no webhook and has no secret.");
    }
    WebhookChannel old = receiver.getWebhook();
    if (old.getSecret().equals(secret)) {
      return receiver;
    }
    long overlap = request.hasOverlap() ? request.getOverlap().getSeconds() : DAY;
    WebhookChannel.Builder webhook =
        old.toBuilder().setSecret(secret).clearPreviousSecret().clearPreviousSecretExpireTime();
    if (overlap > 0) {
      webhook
          .setPreviousSecret(old.getSecret())
          .setPreviousSecretExpireTime(ProtoTime.timestamp(clock.instant().plusSeconds(overlap)));
    }
    return receiver.toBuilder().setWebhook(webhook).build();
  }

  private static void check(RotateSecretRequest request) {
    Violations violations = new Violations();
    NameCheck.check("receiver", request.getReceiver(), violations);
    WebhookSecrets.check("secret", request.getSecret(), violations);
    Duration overlap = request.getOverlap();
    if (overlap.getSeconds() < 0 || overlap.getSeconds() > 7 * DAY || overlap.getNanos() != 0) {
      violations.add(
          "overlap", ErrorReason.ERROR_REASON_RANGE, "use whole seconds, at most 7 days");
    }
    violations.throwIfAny();
  }
}
