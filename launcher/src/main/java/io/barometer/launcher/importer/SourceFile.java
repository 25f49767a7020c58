package io.barometer.launcher.importer;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * An open input file. Its first bytes, not its name, tell whether it is compressed and whether it
 * is CSV or NDJSON. Bytes that are not UTF-8 arrive as U+FFFD.
 */
final class SourceFile implements AutoCloseable {
  private static final int PEEK = 64 * 1024;

  /** What the file holds. */
  enum Format {
    CSV,
    NDJSON,
    EMPTY
  }

  private final CountingInput counted;
  private final BufferedReader reader;
  private final Format format;
  private final char separator;

  private SourceFile(CountingInput counted, BufferedReader reader, String start) {
    this.counted = counted;
    this.reader = reader;
    this.format = format(start);
    this.separator = separator(start);
  }

  static SourceFile open(Path file) throws IOException, ImportRefused {
    if (Files.isDirectory(file) || !Files.isReadable(file)) {
      throw new ImportRefused(
          file + (Files.exists(file) ? " cannot be read as a file." : " does not exist."));
    }
    CountingInput counted = new CountingInput(Files.newInputStream(file));
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(plain(counted), StandardCharsets.UTF_8), PEEK);
    skipByteOrderMark(reader);
    return new SourceFile(counted, reader, peek(reader));
  }

  Format format() {
    return format;
  }

  BufferedReader reader() {
    return reader;
  }

  /**
   * The separator of a CSV: the one of comma, semicolon and tab that is most frequent in the
   * header.
   */
  char separator() {
    return separator;
  }

  /** Bytes of the file itself, compressed or not, that were read so far. */
  long bytesRead() {
    return counted.count();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private static InputStream plain(InputStream raw) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(raw, PEEK);
    buffered.mark(2);
    boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
    buffered.reset();
    return gzip ? new GZIPInputStream(buffered, PEEK) : buffered;
  }

  private static void skipByteOrderMark(BufferedReader reader) throws IOException {
    reader.mark(1);
    if (reader.read() != '\uFEFF') {
      reader.reset();
    }
  }

  private static String peek(BufferedReader reader) throws IOException {
    reader.mark(PEEK);
    char[] start = new char[PEEK / 2];
    int length = 0;
    int n;
    while (length < start.length && (n = reader.read(start, length, start.length - length)) > 0) {
      length += n;
    }
    reader.reset();
    return new String(start, 0, length);
  }

  private static Format format(String start) {
    String content = start.stripLeading();
    if (content.isEmpty()) {
      return Format.EMPTY;
    }
    return content.startsWith("{") ? Format.NDJSON : Format.CSV;
  }

  private static char separator(String start) {
    @Nullable String header =
        start.lines().filter(line -> !line.isBlank()).findFirst().orElse(null);
    char best = ',';
    long most = 0;
    for (char candidate : new char[] {',', ';', '\t'}) {
      long count = header == null ? 0 : header.chars().filter(c -> c == candidate).count();
      if (count > most) {
        most = count;
        best = candidate;
      }
    }
    return best;
  }
}
