package io.barometer.launcher.cli;

import io.barometer.audit.verify.ExportLine;
import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.proto.audit.v1.AuditHead;
import io.barometer.proto.audit.v1.ExportAuditEntriesRequest;
import io.barometer.proto.audit.v1.ExportAuditEntriesResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description =
        "Writes the whole audit trail of all three services with its signed heads to a file, one JSON"
            + " object per line.")
final class AuditExportCommand implements Callable<Integer> {
  private final BarometerCommand barometer;

  @Mixin private StackChoice stack = new StackChoice();

  @Parameters(paramLabel = "FILE", description = "The file to write.")
  private Path file = Path.of("");

  AuditExportCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Override
  public Integer call() throws CommandFailed {
    Path half = file.resolveSibling(file.getFileName() + ".part");
    List<AuditHead> heads = new ArrayList<>();
    try (Connection connection = barometer.connect(stack)) {
      try (BufferedWriter lines = Files.newBufferedWriter(half)) {
        for (AuditedServices service : AuditedServices.values()) {
          heads.add(write(service, connection, lines));
        }
      }
      Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException unwritable) {
      throw new CommandFailed("Cannot write " + file + ": " + unwritable.getMessage());
    }
    for (AuditHead head : heads) {
      barometer.print(
          "%s: %d entries, head %s, signed by the key %s"
              .formatted(
                  head.getService(), head.getSequence(), head.getHash(), head.getKeyFingerprint()));
    }
    return 0;
  }

  private static AuditHead write(
      AuditedServices service, Connection connection, BufferedWriter lines)
      throws IOException, CommandFailed {
    Iterator<ExportAuditEntriesResponse> parts =
        service
            .trail(connection)
            .exportAuditEntries(ExportAuditEntriesRequest.getDefaultInstance());
    ExportAuditEntriesResponse last = ExportAuditEntriesResponse.getDefaultInstance();
    while (parts.hasNext()) {
      last = parts.next();
      lines.write(ExportLine.write(last));
      lines.write('\n');
    }
    if (!last.hasHead()) {
      throw new CommandFailed("The export of " + service + " ended without its head. Try again.");
    }
    return last.getHead();
  }
}
