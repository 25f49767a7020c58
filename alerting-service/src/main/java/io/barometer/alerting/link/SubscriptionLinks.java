package io.barometer.alerting.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.barometer.proto.alerting.v1.Receiver;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Links to a subscriber's own page. Whoever has one may change that subscription and nothing else.
 * It holds tenant and receiver, and is signed together with the address: another address, other
 * links.
 */
@ApplicationScoped
public class SubscriptionLinks {

  /** Whose page a link opens, when its signature fits the receiver. */
  public record Named(String tenantId, String receiver, byte[] signature) {}

  private static final int SIGNATURE = 32;

  private final Optional<String> base;
  private final LinkKey key;

  SubscriptionLinks(
      @ConfigProperty(name = "barometer.links.base") Optional<String> base, LinkKey key) {
    this.base = base.filter(address -> !address.isBlank());
    this.key = key;
  }

  /** The page of a subscriber; empty when nobody said where this service is reached. Blocks. */
  public Optional<String> page(String tenantId, Receiver receiver) {
    return base.map(
        address -> address.replaceAll("/+$", "") + "/subscriptions/" + token(tenantId, receiver));
  }

  String token(String tenantId, Receiver receiver) {
    byte[] named = (tenantId + "\n" + receiver.getName()).getBytes(UTF_8);
    byte[] signature = signature(tenantId, receiver);
    byte[] token = new byte[signature.length + named.length];
    System.arraycopy(signature, 0, token, 0, signature.length);
    System.arraycopy(named, 0, token, signature.length, named.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /** What a token says; whether it is true says {@link #fits}. */
  public static Optional<Named> read(String token) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException foreign) {
      return Optional.empty();
    }
    if (bytes.length <= SIGNATURE) {
      return Optional.empty();
    }
    String[] named = new String(bytes, SIGNATURE, bytes.length - SIGNATURE, UTF_8).split("\n", -1);
    return named.length == 2
        ? Optional.of(new Named(named[0], named[1], java.util.Arrays.copyOf(bytes, SIGNATURE)))
        : Optional.empty();
  }

  /** Whether it was made here, for this subscriber at its present address. Blocks. */
  public boolean fits(Named named, Receiver receiver) {
    return receiver.hasSubscriber()
        && MessageDigest.isEqual(named.signature(), signature(named.tenantId(), receiver));
  }

  private byte[] signature(String tenantId, Receiver receiver) {
    return key.sign(
        "subscription\n%s\n%s\n%s"
            .formatted(tenantId, receiver.getName(), receiver.getSubscriber().getAddress()));
  }
}
