package io.barometer.certificate;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/**
 * Certificates as files: one JSON object, for people and for programs, with a line for every event.
 * The same certificate always gives the same bytes, so that not one of them can be changed unseen.
 */
public final class CertificateFile {
  private CertificateFile() {}

  /**
   * A certificate that was read.
   *
   * @param asWritten whether the file holds it byte for byte as it is written
   */
  public record Reading(Certificate certificate, boolean asWritten) {}

  /** Writes a certificate; a file that is there is replaced. */
  public static void write(Certificate certificate, Path file) throws IOException {
    try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
      CertificateWriter.write(certificate, out);
    }
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException when it is no certificate, with the reason
   * @throws IOException when it cannot be read at all
   */
  public static Reading read(Path file) throws IOException {
    MessageDigest found = Sha256.digest();
    Certificate certificate;
    try (InputStream in = new DigestInputStream(bytes(file), found)) {
      certificate = CertificateReader.read(in);
      in.transferTo(OutputStream.nullOutputStream());
    }
    return new Reading(certificate, MessageDigest.isEqual(found.digest(), digest(certificate)));
  }

  private static InputStream bytes(Path file) throws IOException {
    return new BufferedInputStream(Files.newInputStream(file));
  }

  private static byte[] digest(Certificate certificate) throws IOException {
    MessageDigest written = Sha256.digest();
    try (var out =
        new BufferedOutputStream(
            new DigestOutputStream(OutputStream.nullOutputStream(), written))) {
      CertificateWriter.write(certificate, out);
    }
    return written.digest();
  }
}
