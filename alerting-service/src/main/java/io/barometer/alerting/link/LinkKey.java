package io.barometer.alerting.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.barometer.alerting.secret.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The installation's own key, which signs the links of messages. Calls block. */
@ApplicationScoped
class LinkKey {

  private static final String ALGORITHM = "HmacSHA256";

  private final Secrets secrets;
  private volatile @Nullable SecretKeySpec key;

  LinkKey(Secrets secrets) {
    this.secrets = secrets;
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
      known = new SecretKeySpec(secrets.linkKey().getBytes(UTF_8), ALGORITHM);
      key = known;
    }
    return known;
  }
}
