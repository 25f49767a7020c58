package io.barometer.alerting.secret;

import com.google.protobuf.InvalidProtocolBufferException;
import io.barometer.alerting.secret.EncryptionKeys.WrongKeyException;
import io.barometer.eventstore.Transactions;
import io.barometer.proto.alerting.v1.Receiver;
import io.barometer.proto.alerting.v1.SlackChannel;
import io.barometer.proto.alerting.v1.WebhookChannel;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Seals the secrets of receivers before they are stored and opens them where a message is sent.
 * Without the key there is no service: nothing is ever kept readable instead.
 */
@ApplicationScoped
public class Secrets {
  private static final String SETTING = "barometer.encryption.keys";
  private static final String LINKS = "installation\nlinks";

  private final Optional<String> setting;
  private final Transactions transactions;
  private volatile @Nullable EncryptionKeys keys;

  Secrets(
      @ConfigProperty(name = SETTING) Optional<String> setting,
      @ReactiveDataSource("worker") Pool pool) {
    this.setting = setting.filter(keys -> !keys.isBlank());
    this.transactions = new Transactions(pool);
  }

  /** What is wrong with the configured keys by themselves, and what to do. */
  public List<String> problems() {
    if (setting.isEmpty()) {
      return List.of(
          SETTING
              + " is not set: secrets of receivers are never kept readable. Make a key with"
              + " \"openssl rand -base64 32\", keep it apart from the database's backup, and set it");
    }
    try {
      var unused = EncryptionKeys.parse(setting.get());
      return List.of();
    } catch (IllegalArgumentException malformed) {
      return List.of(
          SETTING + ": " + malformed.getMessage() + "; make one with \"openssl rand -base64 32\"");
    }
  }

  /**
   * Whether the keys are those of this database; a new database takes them as its own. What another
   * than the first one sealed is sealed by that one now, so that the other can be taken away.
   * Blocks.
   *
   * @return what is wrong, and what to do
   */
  public List<String> problemsOfDatabase() {
    try {
      renewLinkKey();
      renewReceivers();
      return List.of();
    } catch (WrongKeyException wrong) {
      return List.of(
          SETTING
              + " holds none of the keys by which the secrets in this database were sealed: put the"
              + " key of this database back, behind the new one if it is being rotated");
    }
  }

  /** The installation's own key for signing links; made by the first start. Blocks. */
  public String linkKey() {
    return keys().open(LINKS, sealedLinkKey());
  }

  private String sealedLinkKey() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    String mine = keys().seal(LINKS, HexFormat.of().formatHex(random));
    return transactions.call(
        tx -> {
          tx.query(
              "update alerting.installation set link_key = $1 where link_key = ''", Tuple.of(mine));
          return tx.query("select link_key from alerting.installation")
              .iterator()
              .next()
              .getString(0);
        });
  }

  private void renewLinkKey() {
    String stored = sealedLinkKey();
    // also when it is sealed by the first key: one that does not open is refused
    var unused = keys().open(LINKS, stored);
    String renewed = keys().renew(LINKS, stored);
    if (!renewed.equals(stored)) {
      transactions.call(
          tx ->
              tx.query(
                  "update alerting.installation set link_key = $1 where link_key = $2",
                  Tuple.of(renewed, stored)));
    }
  }

  /** A receiver that is put meanwhile stays as it was put. */
  private void renewReceivers() {
    transactions.call(
        tx -> {
          for (Row row : tx.query("select tenant_id, definition from alerting.receiver")) {
            String tenantId = row.getString(0);
            Receiver stored = stored(row.getBuffer(1));
            String place = place(tenantId, stored);
            Receiver renewed = each(stored, secret -> keys().renew(place, secret));
            if (!renewed.equals(stored)) {
              tx.query(
                  """
                  update alerting.receiver set definition = $4
                  where tenant_id = $1 and name = $2 and definition = $3
                  """,
                  Tuple.of(
                      tenantId,
                      stored.getName(),
                      row.getBuffer(1),
                      Buffer.buffer(renewed.toByteArray())));
            }
          }
          return tx;
        });
  }

  private static Receiver stored(Buffer definition) {
    try {
      return Receiver.parseFrom(definition.getBytes());
    } catch (InvalidProtocolBufferException damaged) {
      throw new IllegalStateException("a stored receiver cannot be read", damaged);
    }
  }

  /** The receiver with each of its secrets sealed; what is sealed stays as it is. */
  public Receiver sealed(String tenantId, Receiver receiver) {
    String place = place(tenantId, receiver);
    return each(
        receiver, secret -> EncryptionKeys.isSealed(secret) ? secret : keys().seal(place, secret));
  }

  /**
   * A stored receiver as messages are sent with it. Do not store it, do not log it.
   *
   * @throws RuntimeException when no key opens a secret
   */
  public Receiver opened(String tenantId, Receiver receiver) {
    String place = place(tenantId, receiver);
    return each(receiver, secret -> keys().open(place, secret));
  }

  /**
   * Whether two receivers are the same, secrets and all. What no key opens any more is not.
   *
   * @param other with secrets that may not be sealed yet
   */
  public boolean same(String tenantId, Receiver stored, Receiver other) {
    try {
      return opened(tenantId, stored).equals(opened(tenantId, sealed(tenantId, other)));
    } catch (WrongKeyException unreadable) {
      return false;
    }
  }

  private static Receiver each(Receiver receiver, UnaryOperator<String> change) {
    UnaryOperator<String> some = secret -> secret.isEmpty() ? secret : change.apply(secret);
    Receiver.Builder changed = receiver.toBuilder();
    if (receiver.hasSlack()) {
      SlackChannel.Builder slack = changed.getSlackBuilder();
      slack.setWebhookUrl(some.apply(slack.getWebhookUrl()));
      if (slack.hasBot()) {
        var bot = slack.getBotBuilder();
        bot.setToken(some.apply(bot.getToken()));
        bot.setSigningSecret(some.apply(bot.getSigningSecret()));
      }
    }
    if (receiver.hasWebhook()) {
      WebhookChannel.Builder webhook = changed.getWebhookBuilder();
      webhook.setSecret(some.apply(webhook.getSecret()));
      webhook.setPreviousSecret(some.apply(webhook.getPreviousSecret()));
    }
    return changed.build();
  }

  private static String place(String tenantId, Receiver receiver) {
    return "receiver\n" + tenantId + "\n" + receiver.getName();
  }

  private EncryptionKeys keys() {
    EncryptionKeys known = keys;
    if (known == null) {
      known = EncryptionKeys.parse(setting.orElse(""));
      keys = known;
    }
    return known;
  }
}
