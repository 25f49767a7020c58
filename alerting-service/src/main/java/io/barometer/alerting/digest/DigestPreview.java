package io.barometer.alerting.digest;

import io.barometer.alerting.notify.email.MailWriter;
import io.barometer.alerting.receiver.ReceiverRows;
import io.barometer.alerting.tenant.NameCheck;
import io.barometer.alerting.tenant.TenantTransactions;
import io.barometer.edge.Caller;
import io.barometer.edge.ProtoTime;
import io.barometer.eventstore.Tx;
import io.barometer.proto.alerting.v1.DigestContent;
import io.barometer.proto.alerting.v1.PreviewDigestRequest;
import io.barometer.proto.alerting.v1.PreviewDigestResponse;
import io.barometer.proto.alerting.v1.Receiver;
import io.quarkus.mailer.Mail;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** The digest that a subscriber would get now. */
@ApplicationScoped
public class DigestPreview {

  private final TenantTransactions transactions;
  private final MailWriter writer;
  private final Clock clock = Clock.systemUTC();

  DigestPreview(TenantTransactions transactions, MailWriter writer) {
    this.transactions = transactions;
    this.writer = writer;
  }

  /** Sends nothing. */
  public Uni<PreviewDigestResponse> preview(PreviewDigestRequest request) {
    String tenantId = Caller.current().tenantId();
    NameCheck.require("receiver", request.getReceiver());
    return transactions.run(tenantId, tx -> preview(tx, tenantId, request.getReceiver()));
  }

  private PreviewDigestResponse preview(Tx tx, String tenantId, String name) {
    Receiver receiver = ReceiverRows.subscriber(tx, tenantId, name);
    DigestContents contents = DueDigests.contents(receiver.getSubscriber().getDigest());
    DigestAccounts.read(tx, tenantId, contents::add);
    DigestContent content = contents.content();
    Mail mail = writer.digest(content, Optional.empty());
    PreviewDigestResponse.Builder response =
        PreviewDigestResponse.newBuilder()
            .setContent(content)
            .setSubject(mail.getSubject())
            .setText(mail.getText())
            .setHtml(mail.getHtml());
    DigestTimes.next(receiver, clock.instant())
        .map(ProtoTime::timestamp)
        .ifPresent(response::setNextTime);
    return response.build();
  }
}
