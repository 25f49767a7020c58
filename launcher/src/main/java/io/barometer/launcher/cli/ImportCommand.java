package io.barometer.launcher.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.importer.ImportMode;
import io.barometer.launcher.importer.ImportOptions;
import io.barometer.launcher.importer.ImportRefused;
import io.barometer.launcher.importer.ImportSummary;
import io.barometer.launcher.importer.ImportText;
import io.barometer.launcher.importer.Importer;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description =
        "Imports events from a CSV or NDJSON file, plain or gzip. Importing a file again records nothing twice.",
    footer = {
      "",
      "Without --mapping a CSV needs a mapping.yaml beside it; NDJSON lines are events as the protocol writes them in JSON.",
      "A mapping to start from: examples/orgusage/mapping.yaml"
    })
final class ImportCommand implements Callable<Integer> {
  private final BarometerCommand barometer;

  @Mixin private StackChoice stack = new StackChoice();

  @Parameters(paramLabel = "FILE", description = "The file.")
  private Path file = Path.of("");

  @Option(names = "--mapping", paramLabel = "M.yaml", description = "Says which column is what.")
  private @Nullable Path mapping;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description =
          "atomic: nothing is sent when a row is bad (default). per-item: good rows are kept, bad ones go to a reject file.",
      converter = ModeConverter.class)
  private ImportMode mode = ImportMode.ATOMIC;

  @Option(
      names = "--reject",
      paramLabel = "FILE",
      description = "Where bad rows go (default: FILE.rejects.csv).")
  private @Nullable Path reject;

  @Option(names = "--json", description = "The summary as one JSON object.")
  private boolean json;

  ImportCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Override
  public Integer call() throws CommandFailed, ImportRefused, IOException, InterruptedException {
    try (Connection connection = barometer.connect(stack)) {
      ImportOptions options = ImportOptions.of(file).withMapping(mapping).withMode(mode, reject);
      ImportSummary summary =
          new Importer(connection.ingestion(), barometer.terminal(), System.err).run(options);
      if (json) {
        barometer.print(json(summary));
      } else {
        barometer.print(ImportText.lines(summary));
      }
      return summary.refused() > 0 ? 1 : 0;
    }
  }

  private static ObjectNode json(ImportSummary summary) {
    return JsonNodeFactory.withExactBigDecimals(true)
        .objectNode()
        .put("rows", summary.rows())
        .put("recorded", summary.recorded())
        .put("duplicates", summary.duplicates())
        .put("refused", summary.refused())
        .put("seconds", oneDecimal(summary.duration().toMillis() / 1000.0))
        .put("events_per_second", summary.eventsPerSecond())
        .put("out_of_order_percent", oneDecimal(summary.outOfOrderPercent()))
        .put("longest_delay_days", summary.longestDelay().toDays())
        .put("reconnects", summary.reconnects())
        .put("reject_file", summary.rejectFile().map(Path::toString).orElse(null));
  }

  private static BigDecimal oneDecimal(double value) {
    return new BigDecimal(value).setScale(1, RoundingMode.HALF_UP);
  }

  /** Reads atomic or per-item. */
  static final class ModeConverter implements ITypeConverter<ImportMode> {
    @Override
    public ImportMode convert(String text) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "atomic" -> ImportMode.ATOMIC;
        case "per-item" -> ImportMode.PER_ITEM;
        default ->
            throw new TypeConversionException("\"" + text + "\" is neither atomic nor per-item");
      };
    }
  }
}
