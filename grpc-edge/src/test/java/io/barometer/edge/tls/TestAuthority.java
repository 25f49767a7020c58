package io.barometer.edge.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A certificate authority made by the JDK's keytool, which writes PEM files. */
final class TestAuthority {

  private static final String PASSWORD = "changeit";
  private static final String KEYTOOL =
      Path.of(System.getProperty("java.home"), "bin", "keytool").toString();

  private final Path folder;
  private final Path store;

  TestAuthority(Path folder, String name) throws Exception {
    this.folder = folder;
    this.store = folder.resolve(name + ".p12");
    keytool("-alias", "ca", "-dname", "CN=" + name, "-ext", "bc:c");
  }

  /** Files of a certificate with an alternative name, such as {@code dns:scoring}. */
  TlsFiles files(String name, String alternative, TestAuthority trusted) throws Exception {
    TlsFiles files =
        new TlsFiles(
            folder.resolve(name + ".crt"),
            folder.resolve(name + ".key"),
            folder.resolve(name + ".ca"),
            java.time.Duration.ofMillis(50));
    renew(files, name, alternative);
    Files.writeString(
        files.trust(), pem("CERTIFICATE", trusted.store().getCertificate("ca").getEncoded()));
    return files;
  }

  /** Writes another certificate and key into the same files. */
  void renew(TlsFiles files, String alias, String alternative) throws Exception {
    keytool(
        "-alias", alias, "-dname", "CN=" + alias, "-signer", "ca", "-ext", "san=" + alternative);
    Key key = store().getKey(alias, PASSWORD.toCharArray());
    Files.writeString(files.key(), pem("PRIVATE KEY", key.getEncoded()));
    Certificate certificate = store().getCertificate(alias);
    Files.writeString(files.certificate(), pem("CERTIFICATE", certificate.getEncoded()));
  }

  private KeyStore store() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return keys;
  }

  private void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                KEYTOOL,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String told = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IOException(told);
    }
  }

  private static String pem(String kind, byte[] bytes) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
  }
}
