package io.barometer.launcher.importer;

import io.barometer.launcher.show.Progress;
import io.barometer.launcher.show.Terminal;
import io.barometer.proto.event.v1.Event;
import io.grpc.Channel;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Imports a file of events in two passes: the first reads every row and refuses the file when one
 * is bad, the second sends. Neither holds more than a few batches in memory.
 */
public final class Importer {
  private static final String MAPPING_BESIDE_FILE = "mapping.yaml";

  private final Channel ingestion;
  private final Terminal terminal;
  private final PrintStream progressOut;
  private @Nullable Checked checked;

  private record Checked(ImportOptions options, FileCheck check) {}

  /** An importer that shows its progress on the stream. */
  public Importer(Channel ingestion, Terminal terminal, PrintStream progressOut) {
    this.ingestion = ingestion;
    this.terminal = terminal;
    this.progressOut = progressOut;
  }

  /**
   * Imports the file. When it returns, every event counted as recorded is durable, and the replay
   * clock, where there is one, stands at the newest row.
   *
   * @throws ImportRefused when the file or its mapping is wrong, or the service refused a batch
   */
  public ImportSummary run(ImportOptions options)
      throws IOException, ImportRefused, InterruptedException {
    @Nullable ImportMapping mapping = mapping(options);
    FileCheck check =
        checked != null && checked.options().equals(options)
            ? checked.check()
            : check(options, mapping);
    ReplayClock clock = new ReplayClock(ingestion);
    boolean replay = clock.runs();
    long started = System.nanoTime();
    try (EventSource source = open(options, mapping);
        RejectFile rejects = new RejectFile(options.rejectFile(), source.header());
        Progress progress =
            Progress.start(terminal, progressOut, "importing", check.rows() - check.badRows())) {
      Ledger ledger = new Ledger(rejects, progress);
      int reconnects = send(options, source, ledger, replay);
      if (replay) {
        clock.advanceTo(check.statistics().lastTime());
      }
      return new ImportSummary(
          check.rows(),
          ledger.recorded(),
          ledger.duplicates(),
          rejects.rows(),
          check.statistics().outOfOrder(),
          check.statistics().longestDelay(),
          check.statistics().lastTime(),
          reconnects,
          Duration.ofNanos(System.nanoTime() - started),
          rejects.rows() == 0 ? Optional.empty() : Optional.of(rejects.path()));
    }
  }

  /**
   * When the newest row of a file was known, or happened. Reads the whole file, which an import of
   * it by this importer then need not do again, and sends nothing.
   */
  public Instant newest(ImportOptions options) throws IOException, ImportRefused {
    FileCheck check = check(options, mapping(options));
    checked = new Checked(options, check);
    return check.statistics().lastTime();
  }

  private int send(ImportOptions options, EventSource source, Ledger ledger, boolean replay)
      throws IOException, ImportRefused, InterruptedException {
    try (EventStream stream =
        new EventStream(ingestion, options.mode().batchMode(), options.patience(), ledger)) {
      Batch batch = new Batch();
      for (@Nullable Item item = source.next(); item != null; item = source.next()) {
        switch (item) {
          case Item.Good good -> batch.add(good, forClock(good.event(), replay));
          case Item.Bad bad -> ledger.reject(bad.row(), bad.cells(), bad.problems());
        }
        if (batch.isFull()) {
          stream.send(batch);
          ledger.throwIfRefused();
          batch = new Batch();
        }
      }
      if (!batch.isEmpty()) {
        stream.send(batch);
      }
      stream.finish();
      ledger.throwIfRefused();
      return stream.reconnects();
    }
  }

  private static Event forClock(Event event, boolean replay) {
    return replay || !event.hasReceivedTime()
        ? event
        : event.toBuilder().clearReceivedTime().build();
  }

  private FileCheck check(ImportOptions options, @Nullable ImportMapping mapping)
      throws IOException, ImportRefused {
    try (EventSource source = open(options, mapping);
        Progress progress =
            Progress.start(terminal, progressOut, "checking", Files.size(options.file()))) {
      FileCheck check = FileCheck.of(source, progress);
      check.throwIfRefused(options);
      return check;
    }
  }

  private static EventSource open(ImportOptions options, @Nullable ImportMapping mapping)
      throws IOException, ImportRefused {
    Path path = options.file();
    SourceFile file = SourceFile.open(path);
    return switch (file.format()) {
      case EMPTY -> {
        file.close();
        throw new ImportRefused(path + " is empty: it needs a header line and at least one row.");
      }
      case NDJSON -> new JsonEvents(file, mapping);
      case CSV -> {
        if (mapping == null) {
          file.close();
          throw withoutMapping(path);
        }
        yield new CsvEvents(file, path, mapping);
      }
    };
  }

  private static @Nullable ImportMapping mapping(ImportOptions options)
      throws IOException, ImportRefused {
    if (options.mapping() != null) {
      return MappingFile.read(options.mapping());
    }
    try (SourceFile file = SourceFile.open(options.file())) {
      Path beside = options.file().resolveSibling(MAPPING_BESIDE_FILE);
      return file.format() == SourceFile.Format.CSV && Files.exists(beside)
          ? MappingFile.read(beside)
          : null;
    }
  }

  private static ImportRefused withoutMapping(Path path) {
    return new ImportRefused(
        path
            + " is a CSV, and nothing says what its columns mean. Put a "
            + MAPPING_BESIDE_FILE
            + " beside it or name one with --mapping; examples/orgusage/mapping.yaml is one to start from.");
  }
}
