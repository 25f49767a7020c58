package io.barometer.edge.tls;

import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/**
 * How bytes travel: by TLS when {@code barometer.tls} says with which files, in plain text on
 * loopback, and in plain text elsewhere only when {@code barometer.tls.plaintext} says so.
 */
public final class Transport {

  private static final Logger LOG = Logger.getLogger(Transport.class);
  private static final Pattern LOOPBACK =
      Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[?::1]?)(:\\d+)?");

  private final Optional<ReloadingTls> tls;
  private final boolean plaintext;

  Transport(Config config) {
    this.tls = TlsFiles.of(config).map(ReloadingTls::new);
    this.plaintext =
        config.getOptionalValue("barometer.tls.plaintext", Boolean.class).orElse(false);
  }

  /** As configured; all parts of a service share it. */
  private static final class Configured {
    private static final Transport ONE = new Transport(ConfigProvider.getConfig());
  }

  /**
   * The transport of this process.
   *
   * @throws IllegalStateException when the files cannot be used
   */
  public static Transport configured() {
    return Configured.ONE;
  }

  /**
   * Sets a way to another service up.
   *
   * @throws IllegalStateException when it would be plain text where that is not allowed
   */
  public void secure(NettyChannelBuilder builder, String address) {
    if (tls.isPresent()) {
      builder.sslContext(tls.get().client());
    } else {
      allow("calls " + address, address);
      builder.usePlaintext();
    }
  }

  /**
   * Sets a server up, and logs whether it speaks TLS.
   *
   * @param host where it listens
   * @throws IllegalStateException when it would be plain text where that is not allowed
   */
  public void secure(NettyServerBuilder builder, String host) {
    LOG.infof("gRPC listens host=%s tls=%s", host, tls.isPresent());
    if (tls.isPresent()) {
      builder.sslContext(tls.get().server());
    } else {
      allow("listens on " + host, host);
    }
  }

  private void allow(String what, String address) {
    if (!plaintext && !LOOPBACK.matcher(address).matches()) {
      throw new IllegalStateException(
          "Start refused: the service "
              + what
              + " in plain text. Set barometer.tls.certificate, barometer.tls.key and"
              + " barometer.tls.trust; or barometer.tls.plaintext=true when something else encrypts");
    }
  }
}
