package io.barometer.launcher.importer;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What to import, and how.
 *
 * @param file the file
 * @param mapping the mapping; null for the one beside the file, or for NDJSON in the form of the
 *     protocol
 * @param mode what a bad row does
 * @param rejects where bad rows go; null for a file beside the input
 * @param patience how long an unreachable service is tried again
 */
public record ImportOptions(
    Path file, @Nullable Path mapping, ImportMode mode, @Nullable Path rejects, Duration patience) {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** All or nothing, with the mapping beside the file. */
  public static ImportOptions of(Path file) {
    return new ImportOptions(file, null, ImportMode.ATOMIC, null, PATIENCE);
  }

  /** With another mapping. */
  public ImportOptions withMapping(@Nullable Path other) {
    return new ImportOptions(file, other, mode, rejects, patience);
  }

  /** With another mode and another place for bad rows. */
  public ImportOptions withMode(ImportMode other, @Nullable Path otherRejects) {
    return new ImportOptions(file, mapping, other, otherRejects, patience);
  }

  /** With another patience. */
  public ImportOptions withPatience(Duration other) {
    return new ImportOptions(file, mapping, mode, rejects, other);
  }

  Path rejectFile() {
    return rejects != null ? rejects : file.resolveSibling(file.getFileName() + ".rejects.csv");
  }
}
