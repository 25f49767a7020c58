package io.barometer.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What PostgreSQL tells about itself in {@code postmaster.pid}: process id (line 1), data folder
 * (2), port (4), and {@code ready} (8) once it takes connections.
 */
record PostmasterFile(long pid, boolean ready) {

  /** Empty when there is no file or PostgreSQL is just writing it. */
  static Optional<PostmasterFile> read(Path cluster) throws IOException {
    try {
      return parse(Files.readAllLines(path(cluster)));
    } catch (NoSuchFileException notRunning) {
      return Optional.empty();
    }
  }

  static Optional<PostmasterFile> parse(List<String> lines) {
    if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,18}")) {
      return Optional.empty();
    }
    boolean ready = lines.size() >= 8 && lines.get(7).strip().equals("ready");
    return Optional.of(new PostmasterFile(Long.parseLong(lines.getFirst().strip()), ready));
  }

  static Path path(Path cluster) {
    return cluster.resolve("postmaster.pid");
  }

  /**
   * The living PostgreSQL process of this file; empty when the id is dead or belongs to something
   * else by now.
   */
  Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid).filter(Signals::alive).filter(PostmasterFile::isPostgres);
  }

  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().map(c -> c.endsWith("/postgres")).orElse(false);
  }
}
