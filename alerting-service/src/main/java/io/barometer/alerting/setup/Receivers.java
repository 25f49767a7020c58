package io.barometer.alerting.setup;

import com.google.protobuf.Timestamp;
import io.barometer.alerting.audit.SessionTrail;
import io.barometer.alerting.digest.DigestRows;
import io.barometer.alerting.playbook.PlaybookReader;
import io.barometer.alerting.receiver.ReceiverRows;
import io.barometer.alerting.receiver.ReceiverStore;
import io.barometer.alerting.route.RoutingReader;
import io.barometer.alerting.rule.RuleStore;
import io.barometer.alerting.tenant.NameCheck;
import io.barometer.alerting.tenant.TenantSession;
import io.barometer.audit.Change;
import io.barometer.edge.Caller;
import io.barometer.edge.ProtoTime;
import io.barometer.edge.Refusal;
import io.barometer.edge.Violations;
import io.barometer.proto.alerting.v1.DeleteReceiverRequest;
import io.barometer.proto.alerting.v1.DeleteReceiverResponse;
import io.barometer.proto.alerting.v1.ListReceiversResponse;
import io.barometer.proto.alerting.v1.PutReceiverRequest;
import io.barometer.proto.alerting.v1.PutReceiverResponse;
import io.barometer.proto.alerting.v1.Receiver;
import io.barometer.proto.alerting.v1.Rule;
import io.barometer.proto.audit.v1.AuditAction;
import io.barometer.proto.error.v1.ErrorReason;
import io.grpc.Status;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny.Session;

/** Puts, lists and removes receivers. Secrets go in and never come out. */
@ApplicationScoped
public class Receivers {

  private final TenantSession sessions;
  private final ReceiverStore receivers;
  private final RuleStore rules;
  private final ReceiverChecks checks;
  private final SessionTrail trail;
  private final Clock clock = Clock.systemUTC();

  Receivers(
      TenantSession sessions,
      ReceiverStore receivers,
      RuleStore rules,
      ReceiverChecks checks,
      SessionTrail trail) {
    this.sessions = sessions;
    this.receivers = receivers;
    this.rules = rules;
    this.checks = checks;
    this.trail = trail;
  }

  /**
   * Creates or replaces a receiver. A replacement keeps the time from which it is active, the Slack
   * address or a bot's secrets and, for the same address, the webhook's secret, where the request
   * leaves them empty.
   */
  public Uni<PutReceiverResponse> put(PutReceiverRequest request) {
    Caller caller = Caller.current();
    String tenantId = caller.tenantId();
    Receiver asked = request.getReceiver();
    Violations violations = new Violations();
    checks.check(asked, true, violations);
    violations.throwIfAny();
    return sessions.change(
        tenantId,
        session ->
            rules
                .seed(session, tenantId)
                .chain(() -> receivers.find(tenantId, asked.getName()))
                .map(old -> completed(asked, old))
                .call(completed -> store(session, caller, request, completed.receiver()))
                .map(Completed::answer));
  }

  private Uni<Void> store(
      Session session, Caller caller, PutReceiverRequest request, Receiver receiver) {
    String tenantId = caller.tenantId();
    Change change =
        Change.of(AuditAction.AUDIT_ACTION_RECEIVER_CHANGED, target(receiver.getName()), request);
    return receivers
        .put(tenantId, receiver)
        .call(() -> DigestRows.schedule(session, tenantId, receiver, clock.instant()))
        .chain(another -> trail.recordWhen(another, session, caller, change));
  }

  private static String target(String name) {
    return "receiver " + name;
  }

  /** All receivers of the caller's tenant, without their secrets. */
  public Uni<ListReceiversResponse> list() {
    String tenantId = Caller.current().tenantId();
    return sessions.read(
        tenantId,
        session ->
            receivers
                .all(tenantId)
                .map(
                    all ->
                        ListReceiversResponse.newBuilder()
                            .addAllReceivers(all.stream().map(Receivers::withoutSecrets).toList())
                            .build()));
  }

  /** Removes a receiver that no rule names. */
  public Uni<DeleteReceiverResponse> delete(DeleteReceiverRequest request) {
    Caller caller = Caller.current();
    String tenantId = caller.tenantId();
    NameCheck.require("name", request.getName());
    Change change =
        Change.of(AuditAction.AUDIT_ACTION_RECEIVER_DELETED, target(request.getName()), request);
    return sessions.change(
        tenantId,
        session ->
            rules
                .all(tenantId)
                .invoke(all -> refuseWhenUsed(request.getName(), all))
                .chain(() -> routed(session, tenantId))
                .invoke(named -> refuseWhenRouted(request.getName(), named))
                .chain(() -> playbooks(session, tenantId))
                .invoke(named -> refuseWhenInPlaybooks(request.getName(), named))
                .chain(() -> DigestRows.remove(session, tenantId, request.getName()))
                .chain(() -> receivers.remove(tenantId, request.getName()))
                .invoke(removed -> refuseWhenUnknown(request.getName(), removed))
                .chain(() -> trail.record(session, caller, change))
                .replaceWith(DeleteReceiverResponse.getDefaultInstance()));
  }

  /** A receiver as it is stored, and whether its secret was made now. */
  private record Completed(Receiver receiver, boolean secretMade) {
    PutReceiverResponse answer() {
      PutReceiverResponse.Builder answer =
          PutReceiverResponse.newBuilder().setReceiver(withoutSecrets(receiver));
      return secretMade
          ? answer.setGeneratedSecret(receiver.getWebhook().getSecret()).build()
          : answer.build();
    }

    /** Without the receiver, so that no log can show a secret. */
    @Override
    public String toString() {
      return "Completed[" + receiver.getName() + "]";
    }
  }

  private Completed completed(Receiver asked, Optional<Receiver> old) {
    Violations violations = new Violations();
    boolean sameChannel =
        old.isPresent()
            && old.get().getChannelCase() == asked.getChannelCase()
            && (!asked.getSlack().hasBot() || old.get().getSlack().hasBot());
    checks.check(asked, sameChannel, violations);
    violations.throwIfAny();
    Receiver.Builder full = asked.toBuilder();
    if (!asked.hasActiveFromTime()) {
      full.setActiveFromTime(old.map(Receiver::getActiveFromTime).orElseGet(this::now));
    }
    if (asked.hasSlack() && asked.getSlack().getWebhookUrl().isEmpty() && sameChannel) {
      full.setSlack(old.get().getSlack().toBuilder().mergeFrom(asked.getSlack()));
    }
    boolean secretMade = false;
    if (asked.hasWebhook() && asked.getWebhook().getSecret().isEmpty()) {
      boolean keep =
          sameChannel && old.get().getWebhook().getUrl().equals(asked.getWebhook().getUrl());
      if (keep) {
        full.setWebhook(old.get().getWebhook());
      } else {
        full.getWebhookBuilder().setSecret(WebhookSecrets.random());
        secretMade = true;
      }
    }
    return new Completed(full.build(), secretMade);
  }

  private static Receiver withoutSecrets(Receiver receiver) {
    Receiver.Builder shown = receiver.toBuilder();
    if (shown.hasSlack()) {
      shown.getSlackBuilder().clearWebhookUrl();
      if (shown.getSlack().hasBot()) {
        shown.getSlackBuilder().getBotBuilder().clearToken().clearSigningSecret();
      }
    }
    if (shown.hasWebhook()) {
      shown.getWebhookBuilder().clearSecret().clearPreviousSecret();
    }
    return shown.build();
  }

  private Timestamp now() {
    return ProtoTime.timestamp(clock.instant());
  }

  private static void refuseWhenUsed(String name, List<Rule> rules) {
    String users =
        rules.stream()
            .filter(rule -> rule.getReceiversList().contains(name))
            .map(Rule::getName)
            .collect(Collectors.joining(","));
    if (!users.isEmpty()) {
      throw Refusal.of(Status.Code.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_IN_USE)
          .message("Rules still name this receiver: " + users + ". Change them first.")
          .meta("rules", users);
    }
  }

  /** The receivers that the routing names. */
  private static Uni<List<String>> routed(Session session, String tenantId) {
    return session
        .createNativeQuery(
            "select definition from alerting.routing where tenant_id = ?1", byte[].class)
        .setParameter(1, tenantId)
        .getResultList()
        .map(
            found ->
                found.isEmpty() ? List.of() : RoutingReader.stored(found.getFirst()).receivers());
  }

  private static Uni<List<byte[]>> playbooks(Session session, String tenantId) {
    return session
        .createNativeQuery(
            "select definition from alerting.playbook where tenant_id = ?1 order by name",
            byte[].class)
        .setParameter(1, tenantId)
        .getResultList();
  }

  private static void refuseWhenInPlaybooks(String name, List<byte[]> playbooks) {
    String users = PlaybookReader.naming(name, playbooks);
    if (!users.isEmpty()) {
      throw Refusal.of(Status.Code.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_IN_USE)
          .message("Playbooks still name this receiver: " + users + ". Change them first.")
          .meta("playbooks", users);
    }
  }

  private static void refuseWhenRouted(String name, List<String> routed) {
    if (routed.contains(name)) {
      throw Refusal.of(Status.Code.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_IN_USE)
          .message("The routing still names this receiver. Change it first.");
    }
  }

  private static void refuseWhenUnknown(String name, boolean removed) {
    if (!removed) {
      throw ReceiverRows.unknown(name);
    }
  }
}
