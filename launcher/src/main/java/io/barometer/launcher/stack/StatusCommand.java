package io.barometer.launcher.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.barometer.launcher.show.Table;
import io.barometer.launcher.show.Terminal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code barometer status}: what runs. Exit code 0 when all is ready, 1 otherwise. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Shows what runs. Exit code 0 when everything is ready, 1 otherwise.")
public final class StatusCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "Folder of all data (default: .barometer/data in the project).")
  private @Nullable Path data;

  @Option(names = "--json", description = "One JSON object on one line.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws JsonProcessingException {
    StackStatus status = StackStatus.of(data == null ? Stack.defaultData() : data.toAbsolutePath());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(new ObjectMapper().writeValueAsString(status));
    } else if (status.lines().isEmpty()) {
      out.println("Barometer does not run.");
    } else {
      table(status).lines(Terminal.detect(System.getenv())).forEach(out::println);
    }
    return status.ready() ? 0 : 1;
  }

  private static Table table(StackStatus status) {
    Table table =
        new Table()
            .column("PROCESS", Table.Align.LEFT)
            .column("PID", Table.Align.RIGHT)
            .column("PORT", Table.Align.RIGHT)
            .column("READY", Table.Align.LEFT)
            .column("SINCE", Table.Align.LEFT)
            .column("RESTARTS", Table.Align.RIGHT)
            .column("MiB", Table.Align.RIGHT);
    for (StackStatus.Line line : status.lines()) {
      table
          .row()
          .cell(line.name())
          .cell(line.pid() == 0 ? "–" : "" + line.pid())
          .cell(line.port() == 0 ? "" : "" + line.port())
          .cell(line.ready() ? "yes" : "no")
          .cell(line.since().replaceAll("\\..*", "Z"))
          .cell("" + line.restarts())
          .cell("" + line.residentKibibytes() / 1024);
    }
    return table;
  }
}
