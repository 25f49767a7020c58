package io.barometer.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.tukaani.xz.XZInputStream;

/**
 * The PostgreSQL programs, unpacked once per user from the jar on the class path. The unpacked
 * folder appears by one rename, so that a broken-off or a concurrent unpacking never shows a
 * half-filled one.
 */
record PostgresDistribution(Path home) {
  static final String VERSION = "18.6.0";

  /** Unpacks into the folder unless that was done before. */
  static PostgresDistribution in(Path cache) throws IOException {
    Path home = cache.resolve("postgresql-" + VERSION);
    if (!Files.isDirectory(home)) {
      Path half = Files.createTempDirectory(cache, ".postgresql-");
      Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rwxr-xr-x"));
      try (InputStream archive = open(archiveName());
          InputStream plain = new XZInputStream(archive)) {
        TarReader.unpack(plain, half);
      }
      publish(half, home);
    }
    return new PostgresDistribution(home);
  }

  Path program(String name) {
    return home.resolve("bin").resolve(name);
  }

  private static void publish(Path half, Path home) throws IOException {
    try {
      Files.move(half, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException another) {
      if (!Files.isDirectory(home)) {
        throw another;
      }
      Folders.remove(half);
    }
  }

  private static InputStream open(String name) {
    InputStream archive = PostgresDistribution.class.getResourceAsStream("/" + name);
    if (archive == null) {
      throw new ServerFailedException(
          "No PostgreSQL for this machine on the class path (" + name + " is missing)");
    }
    return archive;
  }

  private static String archiveName() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return "postgres-"
        + (system.contains("mac") ? "darwin" : "linux")
        + "-"
        + (machine.equals("aarch64") ? "arm_64" : "x86_64")
        + ".txz";
  }
}
