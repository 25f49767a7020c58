package io.barometer.alerting.receiver;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Guards where receivers may be, so that nobody can make the platform call its own network: https
 * only, no userinfo, no loopback, private, link-local or otherwise special address. Asked when a
 * receiver is saved and again, with the resolved address, at each connection. Hosts of {@code
 * barometer.destinations.allow} are exempt, over http too.
 */
@ApplicationScoped
public class Destinations {

  /** Whether a destination may be called. */
  public sealed interface Answer {}

  /** It may; connect to this address and to no other. */
  public record Allowed(URI uri, InetAddress address) implements Answer {}

  /** It may not. */
  public record Forbidden(ForbiddenDestination rule) implements Answer {}

  private final Set<String> exempt;

  Destinations(
      @ConfigProperty(name = "barometer.destinations.allow") Optional<List<String>> allow) {
    this.exempt = Set.copyOf(allow.orElse(List.of()));
  }

  /** What is wrong with the text of an address; empty when nothing is. Resolves no name. */
  public Optional<ForbiddenDestination> written(String address) {
    URI uri;
    try {
      uri = new URI(address);
    } catch (URISyntaxException e) {
      return Optional.of(ForbiddenDestination.MALFORMED);
    }
    String host = uri.getHost();
    if (host == null || host.isEmpty() || uri.getScheme() == null) {
      return Optional.of(
          uri.getScheme() == null || schemeIsHttp(uri)
              ? ForbiddenDestination.MALFORMED
              : ForbiddenDestination.HTTPS_ONLY);
    }
    if (uri.getRawUserInfo() != null) {
      return Optional.of(ForbiddenDestination.USERINFO);
    }
    if (exempt.contains(bare(host)) && schemeIsHttp(uri)) {
      return Optional.empty();
    }
    if (!uri.getScheme().equalsIgnoreCase("https")) {
      return Optional.of(ForbiddenDestination.HTTPS_ONLY);
    }
    return literal(bare(host)) ? numeric(bare(host)) : named(host);
  }

  /** The destination with its resolved address. Blocks while the name is resolved. */
  public Answer resolved(String address) {
    Optional<ForbiddenDestination> wrong = written(address);
    if (wrong.isPresent()) {
      return new Forbidden(wrong.get());
    }
    URI uri = URI.create(address);
    String host = bare(uri.getHost());
    try {
      InetAddress[] found = InetAddress.getAllByName(host);
      for (InetAddress one : found) {
        if (isSpecial(one) && !exempt.contains(host)) {
          return new Forbidden(ForbiddenDestination.PRIVATE_ADDRESS);
        }
      }
      return new Allowed(uri, found[0]);
    } catch (UnknownHostException e) {
      return new Forbidden(ForbiddenDestination.UNRESOLVED);
    }
  }

  private static boolean schemeIsHttp(URI uri) {
    String scheme = uri.getScheme();
    return scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
  }

  private static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static boolean literal(String host) {
    return host.indexOf(':') >= 0
        || host.chars().allMatch(c -> c == '.' || Character.digit(c, 10) >= 0);
  }

  private static Optional<ForbiddenDestination> numeric(String host) {
    try {
      return isSpecial(InetAddress.getByName(host))
          ? Optional.of(ForbiddenDestination.PRIVATE_ADDRESS)
          : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.of(ForbiddenDestination.MALFORMED);
    }
  }

  private static Optional<ForbiddenDestination> named(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    String plain = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    boolean local =
        plain.equals("localhost")
            || plain.indexOf('.') < 0
            || plain.endsWith(".localhost")
            || plain.endsWith(".local")
            || plain.endsWith(".internal");
    return local ? Optional.of(ForbiddenDestination.PRIVATE_ADDRESS) : Optional.empty();
  }

  static boolean isSpecial(InetAddress address) {
    if (address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return true;
    }
    byte[] b = address.getAddress();
    return address instanceof Inet6Address ? isSpecial6(b) : isSpecial4(b);
  }

  /** 0/8, 100.64/10, 192.0.0/24, 192.0.2/24, 198.18/15, 198.51.100/24, 203.0.113/24, 240/4. */
  private static boolean isSpecial4(byte[] b) {
    int first = b[0] & 0xFF;
    int second = b[1] & 0xFF;
    int third = b[2] & 0xFF;
    return first == 0
        || first >= 240
        || (first == 100 && (second & 0xC0) == 64)
        || (first == 192 && second == 0 && (third == 0 || third == 2))
        || (first == 198 && (second & 0xFE) == 18)
        || (first == 198 && second == 51 && third == 100)
        || (first == 203 && second == 0 && third == 113);
  }

  /** Only 2000::/3 is public; inside it 6to4, Teredo and 2001:db8::/32 lead elsewhere. */
  private static boolean isSpecial6(byte[] b) {
    int head = (b[0] & 0xFF) << 8 | (b[1] & 0xFF);
    int next = (b[2] & 0xFF) << 8 | (b[3] & 0xFF);
    return (head & 0xE000) != 0x2000
        || head == 0x2002
        || (head == 0x2001 && (next == 0 || next == 0x0db8));
  }
}
