package io.barometer.embedded;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A data folder of {@link EmbeddedPostgres} that was initialised once per user, for tests: a copy
 * of it starts in a fraction of the time.
 */
public final class PostgresTemplate {
  private PostgresTemplate() {}

  /** Makes a data folder, which must not exist; all of them have the same password. */
  public static void copyTo(Path folder) throws IOException {
    Path template = Folders.cache().resolve("test-template-" + EmbeddedPostgres.dataVersion());
    if (!Files.isDirectory(template)) {
      build(template);
    }
    Folders.copy(template, folder);
  }

  private static void build(Path template) throws IOException {
    Path half = Files.createTempDirectory(Folders.cache(), ".test-template-");
    EmbeddedPostgres.start(half, FreePorts.take(1)[0]).close();
    try {
      Files.move(half, template, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException another) {
      if (!Files.isDirectory(template)) {
        throw another;
      }
      Folders.remove(half);
    }
  }
}
