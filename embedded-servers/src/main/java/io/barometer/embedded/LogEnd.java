package io.barometer.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The last lines of a log file, for a message to a person. */
public final class LogEnd {
  private static final int BYTES = 16 * 1024;

  private LogEnd() {}

  /** At most so many lines of the last 16 KiB; empty for a missing file. */
  public static String of(Path log, int lines) throws IOException {
    if (!Files.exists(log)) {
      return "";
    }
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      int size = (int) Math.min(BYTES, file.length());
      byte[] end = new byte[size];
      file.seek(file.length() - size);
      file.readFully(end);
      List<String> all = new String(end, StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
    }
  }
}
