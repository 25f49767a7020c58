package io.barometer.e2e.example;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The bundled example, read without the importer. */
public final class ExampleFile {
  /** Rows received before this moment are the first two years. */
  public static final Instant END_OF_FIRST_TWO_YEARS = Instant.parse("2012-06-10T00:00:00Z");

  private static final String HEADER =
      "received_at,occurred_at,account_id,user_id,product,feature,kind,n_files";

  private ExampleFile() {}

  /** The mapping that ships with the example. */
  public static Path mapping() {
    return folder().resolve("mapping.yaml");
  }

  /** The rows of the first two years, in the order in which they were received. */
  public static List<ExampleRow> firstTwoYears() {
    return rowsReceivedBefore(END_OF_FIRST_TWO_YEARS);
  }

  /** The rows received before a moment, in the order in which they were received. */
  public static List<ExampleRow> rowsReceivedBefore(Instant end) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(folder().resolve("orgusage.csv.gz"))),
                StandardCharsets.UTF_8))) {
      if (!HEADER.equals(lines.readLine())) {
        throw new IllegalStateException("the example has another header");
      }
      List<ExampleRow> rows = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        ExampleRow row = ExampleRow.parse(rows.size() + 1, line);
        if (!row.receivedAt().isBefore(end)) {
          break;
        }
        rows.add(row);
      }
      return rows;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * The rows as if each had been received up to so many days later: what is near changes places.
   */
  public static List<ExampleRow> shuffledWithin(int days, List<ExampleRow> rows, long seed) {
    record Moved(ExampleRow row, long second) {}
    Random random = new Random(seed);
    List<Moved> moved = new ArrayList<>();
    for (ExampleRow row : rows) {
      moved.add(
          new Moved(row, row.receivedAt().getEpochSecond() + random.nextLong(days * 86_400L)));
    }
    return moved.stream().sorted(Comparator.comparingLong(Moved::second)).map(Moved::row).toList();
  }

  /** Writes rows as a file that the importer reads with {@link #mapping()}. */
  public static Path write(Path file, List<ExampleRow> rows) {
    return write(file, HEADER, rows.stream().map(ExampleRow::line).toList());
  }

  /**
   * Writes rows with their numbers as event keys, so that a row that is there twice is sent twice.
   */
  public static Path writeWithKeys(Path file, List<ExampleRow> rows) {
    return write(
        file, HEADER + ",key", rows.stream().map(row -> row.line() + "," + row.number()).toList());
  }

  /** Writes the mapping for {@link #writeWithKeys}. */
  public static Path writeMappingWithKeys(Path file) {
    try {
      String mapping = Files.readString(mapping());
      String keyed = mapping.replace("key: generated", "key: \"{key}\"");
      return Files.writeString(file, keyed);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private static Path write(Path file, String header, List<String> lines) {
    try (Writer out =
        new OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8)) {
      out.write(header + "\n");
      for (String line : lines) {
        out.write(line + "\n");
      }
      return file;
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** The folder of the checkout that this process runs in. */
  public static Path checkout() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("examples/orgusage/mapping.yaml"))) {
        return folder;
      }
    }
    throw new IllegalStateException("run this inside a checkout of Barometer");
  }

  private static Path folder() {
    return checkout().resolve("examples/orgusage");
  }
}
