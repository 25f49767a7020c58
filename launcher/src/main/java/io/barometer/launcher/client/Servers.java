package io.barometer.launcher.client;

import io.barometer.launcher.stack.Service;
import io.barometer.launcher.stack.StackOptions;
import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Services that run elsewhere, in a cluster for example.
 *
 * @param ingestion address of ingestion-service, host:port
 * @param scoring address of scoring-service
 * @param alerting address of alerting-service
 * @param transport TLS, or plain text where that was asked for
 */
public record Servers(
    String ingestion, String scoring, String alerting, ChannelCredentials transport) {

  private static final String WANTED =
      " is not what --servers wants: one host, which has the three services at ports 7401 to 7403,"
          + " or ingestion:port,scoring:port,alerting:port; http:// before it for plain text.";
  private static final String PLAIN = "http://";
  private static final String SECURE = "https://";

  /**
   * Reads where they are.
   *
   * @param text one host, or three addresses with commas between; plain text when it begins with
   *     {@code http://}, else TLS
   * @param authorities PEM file of the certificates to trust; null for those that Java trusts
   * @throws CommandFailed when it is neither, or the file cannot be used
   */
  public static Servers parse(String text, @Nullable Path authorities) throws CommandFailed {
    boolean plain = text.startsWith(PLAIN);
    String places = plain ? text.substring(PLAIN.length()) : withoutScheme(text);
    ChannelCredentials transport =
        plain ? InsecureChannelCredentials.create() : trusting(authorities);
    List<URI> all = new ArrayList<>();
    for (String place : places.split(",", -1)) {
      all.add(place(place.strip(), text));
    }
    if (all.size() == 1 && all.getFirst().getPort() < 0) {
      String host = all.getFirst().getHost();
      return new Servers(
          usual(host, Service.INGESTION),
          usual(host, Service.SCORING),
          usual(host, Service.ALERTING),
          transport);
    }
    if (all.size() != 3 || all.stream().anyMatch(place -> place.getPort() < 0)) {
      throw new CommandFailed(text + WANTED);
    }
    return new Servers(
        all.get(0).getAuthority(), all.get(1).getAuthority(), all.get(2).getAuthority(), transport);
  }

  private static String withoutScheme(String text) {
    return text.startsWith(SECURE) ? text.substring(SECURE.length()) : text;
  }

  /** Host and maybe port, read by Java's own rules for both. */
  private static URI place(String place, String text) throws CommandFailed {
    try {
      URI uri = new URI(SECURE + place);
      if (uri.getHost() != null && uri.getUserInfo() == null && uri.getRawPath().isEmpty()) {
        return uri;
      }
    } catch (URISyntaxException malformed) {
      throw new CommandFailed(text + WANTED);
    }
    throw new CommandFailed(text + WANTED);
  }

  private static String usual(String host, Service service) {
    return host + ":" + service.grpcPort(StackOptions.DEFAULT_PORT_BASE);
  }

  private static ChannelCredentials trusting(@Nullable Path authorities) throws CommandFailed {
    if (authorities == null) {
      return TlsChannelCredentials.create();
    }
    try {
      return TlsChannelCredentials.newBuilder().trustManager(authorities.toFile()).build();
    } catch (IOException unreadable) {
      throw new CommandFailed(
          "The certificates in " + authorities + " cannot be read: " + unreadable.getMessage());
    }
  }
}
