package io.barometer.alerting.subscription;

import io.barometer.alerting.digest.DigestChecks;
import io.barometer.alerting.digest.DigestRows;
import io.barometer.alerting.link.SubscriptionLinks;
import io.barometer.alerting.receiver.ReceiverRows;
import io.barometer.alerting.tenant.TenantTransactions;
import io.barometer.audit.Actors;
import io.barometer.audit.AuditTrail;
import io.barometer.audit.Change;
import io.barometer.edge.Violations;
import io.barometer.eventstore.Tx;
import io.barometer.proto.alerting.v1.Receiver;
import io.barometer.proto.alerting.v1.SubscriberChannel;
import io.barometer.proto.alerting.v1.UpdateSubscriptionRequest;
import io.barometer.proto.audit.v1.AuditAction;
import io.barometer.proto.audit.v1.AuditActor;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** A person's own subscription, by the link of a message. Calls block. */
@ApplicationScoped
class Subscriptions {

  private final TenantTransactions transactions;
  private final SubscriptionLinks links;
  private final AuditTrail trail;
  private final Clock clock = Clock.systemUTC();

  Subscriptions(TenantTransactions transactions, SubscriptionLinks links, AuditTrail trail) {
    this.transactions = transactions;
    this.trail = trail;
    this.links = links;
  }

  /** What the person chose; empty when the link is none of ours, or the address has changed. */
  Optional<SubscriberChannel> find(String token) {
    return SubscriptionLinks.read(token)
        .flatMap(
            named ->
                transactions.call(
                    named.tenantId(), tx -> receiver(tx, named).map(Receiver::getSubscriber)));
  }

  /**
   * Changes what the person hears. The address and the accounts stay as they are.
   *
   * @throws io.barometer.edge.Refusal INVALID_ARGUMENT when the digest's time is none
   * @return empty when the link is none of ours
   */
  Optional<SubscriberChannel> change(String token, SubscriberChannel asked) {
    Violations violations = new Violations();
    if (asked.hasDigest()) {
      DigestChecks.check("digest", asked.getDigest(), violations);
    }
    violations.throwIfAny();
    return SubscriptionLinks.read(token)
        .flatMap(named -> transactions.call(named.tenantId(), tx -> change(tx, named, asked)));
  }

  private Optional<SubscriberChannel> change(
      Tx tx, SubscriptionLinks.Named named, SubscriberChannel asked) {
    lock(tx, named.tenantId());
    return receiver(tx, named)
        .map(
            receiver -> {
              var actor = Actors.link(receiver.getSubscriber().getAddress());
              Instant now = clock.instant();
              return change(tx, trail, named.tenantId(), actor, receiver, asked, now);
            })
        .map(Receiver::getSubscriber);
  }

  /** Nobody else changes a receiver of the tenant until the transaction ends. */
  static void lock(Tx tx, String tenantId) {
    tx.query(
        "update alerting.tenant set config_version = config_version + 1 where tenant_id = $1",
        Tuple.of(tenantId));
  }

  /** Stores another choice, and tells it in the trail; the address and the accounts stay. */
  static Receiver change(
      Tx tx,
      AuditTrail trail,
      String tenantId,
      AuditActor actor,
      Receiver receiver,
      SubscriberChannel asked,
      Instant now) {
    SubscriberChannel old = receiver.getSubscriber();
    SubscriberChannel.Builder changed = asked.toBuilder().setAddress(old.getAddress());
    if (asked.hasDigest()) {
      changed.getDigestBuilder().clearMatchers().addAllMatchers(old.getDigest().getMatchersList());
    }
    Receiver stored = receiver.toBuilder().setSubscriber(changed).build();
    tx.query(
        "update alerting.receiver set definition = $3 where tenant_id = $1 and name = $2",
        Tuple.of(tenantId, receiver.getName(), Buffer.buffer(stored.toByteArray())));
    DigestRows.schedule(tx, tenantId, stored, now);
    if (!stored.equals(receiver)) {
      trail.record(tx, tenantId, actor, audited(stored));
    }
    return stored;
  }

  /** The request that says the same. */
  private static Change audited(Receiver stored) {
    SubscriberChannel choice = stored.getSubscriber();
    var request =
        UpdateSubscriptionRequest.newBuilder()
            .setReceiver(stored.getName())
            .setAtOnce(choice.getAtOnce());
    if (choice.hasDigest()) {
      request.setDigest(choice.getDigest());
    }
    return Change.of(
        AuditAction.AUDIT_ACTION_SUBSCRIPTION_CHANGED,
        "receiver " + stored.getName(),
        request.build());
  }

  private Optional<Receiver> receiver(Tx tx, SubscriptionLinks.Named named) {
    return ReceiverRows.find(tx, named.tenantId(), named.receiver())
        .filter(receiver -> links.fits(named, receiver));
  }
}
