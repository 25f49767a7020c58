package io.barometer.edge.tls;

import io.grpc.netty.GrpcSslContexts;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.grpc.util.AdvancedTlsX509TrustManager;
import io.grpc.util.AdvancedTlsX509TrustManager.Verification;
import io.grpc.util.CertificateUtils;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jboss.logging.Logger;

/**
 * TLS with files that are looked at now and then: what changed counts for connections from then on,
 * those that stand go on. Files that cannot be used are told in the log and change nothing.
 */
final class ReloadingTls implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(ReloadingTls.class);

  private final TlsFiles files;
  private final AdvancedTlsX509KeyManager keys = new AdvancedTlsX509KeyManager();
  private final AdvancedTlsX509TrustManager clients;
  private final AdvancedTlsX509TrustManager servers;
  private final Thread watcher;
  private String content = "";

  /**
   * Reads the files.
   *
   * @throws IllegalStateException when they cannot be used
   */
  ReloadingTls(TlsFiles files) {
    this.files = files;
    try {
      clients = trust(Verification.CERTIFICATE_ONLY_VERIFICATION);
      servers = trust(Verification.CERTIFICATE_AND_HOST_NAME_VERIFICATION);
      read();
    } catch (IOException | GeneralSecurityException unusable) {
      throw new IllegalStateException(
          "Start refused: the files of barometer.tls cannot be used: " + unusable, unusable);
    }
    watcher = Thread.ofVirtual().name("tls-files").start(this::watch);
  }

  /** For a server: a client may show a certificate, and then it must be of an authority here. */
  SslContext server() {
    return context(
        SslContextBuilder.forServer(keys).trustManager(clients).clientAuth(ClientAuth.OPTIONAL));
  }

  /**
   * For a client: shows the certificate and holds the server's against the name it is called by.
   */
  SslContext client() {
    return context(SslContextBuilder.forClient().keyManager(keys).trustManager(servers));
  }

  @Override
  public void close() {
    watcher.interrupt();
  }

  private static SslContext context(SslContextBuilder builder) {
    try {
      return GrpcSslContexts.configure(builder, SslProvider.JDK)
          .protocols("TLSv1.3", "TLSv1.2")
          .build();
    } catch (SSLException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static AdvancedTlsX509TrustManager trust(Verification verification)
      throws GeneralSecurityException {
    return AdvancedTlsX509TrustManager.newBuilder().setVerification(verification).build();
  }

  private void watch() {
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(files.reload().toMillis());
        tryToRead();
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void tryToRead() {
    try {
      read();
    } catch (IOException | GeneralSecurityException | RuntimeException unusable) {
      LOG.errorf("The files of barometer.tls cannot be used cause=\"%s\"", unusable);
    }
  }

  private void read() throws IOException, GeneralSecurityException {
    String current = files.content();
    if (current.equals(content)) {
      return;
    }
    X509Certificate[] trusted = certificates(files.trust());
    X509Certificate[] own = certificates(files.certificate());
    try (InputStream key = Files.newInputStream(files.key())) {
      keys.updateIdentityCredentials(own, CertificateUtils.getPrivateKey(key));
    }
    clients.updateTrustCredentials(trusted);
    servers.updateTrustCredentials(trusted);
    content = current;
  }

  private static X509Certificate[] certificates(Path file)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      return CertificateUtils.getX509Certificates(in);
    }
  }
}
