package io.barometer.alerting.subscription;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.barometer.eventstore.Transactions;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The installation's own key, which signs the links of messages. Calls block. */
@ApplicationScoped
class LinkKey {

  private static final String ALGORITHM = "HmacSHA256";

  private final Transactions transactions;
  private volatile @Nullable SecretKeySpec key;

  LinkKey(@ReactiveDataSource("worker") Pool pool) {
    this.transactions = new Transactions(pool);
  }

  byte[] sign(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key());
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  private SecretKeySpec key() {
    SecretKeySpec known = key;
    if (known == null) {
      known = new SecretKeySpec(stored().getBytes(UTF_8), ALGORITHM);
      key = known;
    }
    return known;
  }

  private String stored() {
    return transactions.call(
        tx ->
            tx.query("select link_key from alerting.installation").iterator().next().getString(0));
  }
}
