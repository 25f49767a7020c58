package io.barometer.alerting.subscription;

import io.barometer.alerting.digest.DigestChecks;
import io.barometer.alerting.digest.DigestTimes;
import io.barometer.alerting.link.SubscriptionLinks;
import io.barometer.alerting.receiver.ReceiverRows;
import io.barometer.alerting.tenant.NameCheck;
import io.barometer.alerting.tenant.TenantTransactions;
import io.barometer.audit.Actors;
import io.barometer.audit.AuditTrail;
import io.barometer.edge.Caller;
import io.barometer.edge.ProtoTime;
import io.barometer.edge.Violations;
import io.barometer.proto.alerting.v1.AlertSeverity;
import io.barometer.proto.alerting.v1.GetSubscriptionRequest;
import io.barometer.proto.alerting.v1.GetSubscriptionResponse;
import io.barometer.proto.alerting.v1.Receiver;
import io.barometer.proto.alerting.v1.SubscriberChannel;
import io.barometer.proto.alerting.v1.Subscription;
import io.barometer.proto.alerting.v1.UpdateSubscriptionRequest;
import io.barometer.proto.alerting.v1.UpdateSubscriptionResponse;
import io.barometer.proto.error.v1.ErrorReason;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Subscriptions of a tenant, for platforms where people manage their own. */
@ApplicationScoped
public class SubscriptionCalls {
  private final TenantTransactions transactions;
  private final SubscriptionLinks links;
  private final AuditTrail trail;
  private final Clock clock = Clock.systemUTC();

  SubscriptionCalls(TenantTransactions transactions, SubscriptionLinks links, AuditTrail trail) {
    this.transactions = transactions;
    this.trail = trail;
    this.links = links;
  }

  /** What a subscriber chose. */
  public Uni<GetSubscriptionResponse> get(GetSubscriptionRequest request) {
    String tenantId = Caller.current().tenantId();
    NameCheck.require("receiver", request.getReceiver());
    return transactions
        .run(
            tenantId,
            tx -> message(tenantId, ReceiverRows.subscriber(tx, tenantId, request.getReceiver())))
        .map(found -> GetSubscriptionResponse.newBuilder().setSubscription(found).build());
  }

  /** Changes what a subscriber chose. */
  public Uni<UpdateSubscriptionResponse> update(UpdateSubscriptionRequest request) {
    Caller caller = Caller.current();
    String tenantId = caller.tenantId();
    check(request);
    var asked = SubscriberChannel.newBuilder().setAtOnce(request.getAtOnce());
    if (request.hasDigest()) {
      asked.setDigest(request.getDigest());
    }
    return transactions
        .run(
            tenantId,
            tx -> {
              Subscriptions.lock(tx, tenantId);
              Receiver receiver = ReceiverRows.subscriber(tx, tenantId, request.getReceiver());
              return message(
                  tenantId,
                  Subscriptions.change(
                      tx,
                      trail,
                      tenantId,
                      Actors.of(caller),
                      receiver,
                      asked.build(),
                      clock.instant()));
            })
        .map(changed -> UpdateSubscriptionResponse.newBuilder().setSubscription(changed).build());
  }

  private static void check(UpdateSubscriptionRequest request) {
    Violations violations = new Violations();
    NameCheck.check("receiver", request.getReceiver(), violations);
    if (request.getAtOnce() == AlertSeverity.UNRECOGNIZED) {
      violations.add(
          "at_once", ErrorReason.ERROR_REASON_VALUE_UNKNOWN, "info, warning, critical or unset");
    }
    if (request.hasDigest()) {
      DigestChecks.check("digest", request.getDigest(), violations);
      if (request.getDigest().getMatchersCount() > 0) {
        violations.add(
            "digest.matchers",
            ErrorReason.ERROR_REASON_RANGE,
            "leave it empty: which accounts it is about stays as it is");
      }
    }
    violations.throwIfAny();
  }

  private Subscription message(String tenantId, Receiver receiver) {
    var message =
        Subscription.newBuilder()
            .setReceiver(receiver.getName())
            .setChoice(receiver.getSubscriber())
            .setPageUrl(links.page(tenantId, receiver).orElse(""));
    DigestTimes.next(receiver, clock.instant())
        .map(ProtoTime::timestamp)
        .ifPresent(message::setNextDigestTime);
    return message.build();
  }
}
