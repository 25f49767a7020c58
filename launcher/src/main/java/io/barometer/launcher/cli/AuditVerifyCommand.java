package io.barometer.launcher.cli;

import io.barometer.audit.chain.VerifyingKey;
import io.barometer.audit.verify.ChainName;
import io.barometer.audit.verify.Checked;
import io.barometer.audit.verify.ExportCheck;
import io.barometer.audit.verify.KeyFile;
import io.barometer.launcher.client.CommandFailed;
import io.barometer.model.name.SafeText;
import io.barometer.proto.audit.v1.AuditHead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description =
        "Checks an exported audit trail without any server: every hash, every signature, every gap and"
            + " end. Ends with 0 only when all is right; else tells the first line that is wrong.")
final class AuditVerifyCommand implements Callable<Integer> {
  private final BarometerCommand barometer;

  @Parameters(paramLabel = "FILE", description = "As ./barometer audit export writes it.")
  private Path file = Path.of("");

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "The public keys that you trust, PEM, as ./barometer audit key prints them (default: those in"
              + " the export, which anybody could have put there).")
  private @Nullable Path keys;

  @Option(
      names = "--after",
      paramLabel = "OLDER",
      description = "An earlier export, whose entries must all be in this one.")
  private @Nullable Path older;

  AuditVerifyCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Override
  public Integer call() throws CommandFailed {
    List<VerifyingKey> trusted = keys == null ? List.of() : trusted(keys);
    SortedMap<ChainName, AuditHead> before = new TreeMap<>();
    if (older != null) {
      Checked earlier = checked(older, trusted, before);
      if (earlier.wrong().isPresent()) {
        return wrong(older, earlier);
      }
      before = earlier.heads();
    }
    Checked checked = checked(file, trusted, before);
    if (checked.wrong().isPresent()) {
      return wrong(file, checked);
    }
    right(checked);
    return 0;
  }

  private void right(Checked checked) {
    checked
        .heads()
        .forEach(
            (chain, head) ->
                barometer.print(
                    SafeText.line(
                        "%s: %d entries, head %s"
                            .formatted(chain, head.getSequence(), head.getHash()))));
    barometer.print("All right. Signed by: " + String.join(", ", checked.signers()));
    if (keys == null) {
      barometer.print(
          "Whose keys these are the export cannot tell: compare, or name yours by --key.");
    }
  }

  private int wrong(Path where, Checked checked) {
    checked
        .wrong()
        .ifPresent(first -> barometer.print(SafeText.line("Wrong: " + where + ", " + first)));
    return 1;
  }

  private static Checked checked(
      Path file, List<VerifyingKey> trusted, SortedMap<ChainName, AuditHead> older)
      throws CommandFailed {
    try (Stream<String> lines = Files.lines(file)) {
      return ExportCheck.of(lines, trusted, older);
    } catch (NoSuchFileException missing) {
      throw new CommandFailed("There is no file " + file + ".");
    } catch (IOException | UncheckedIOException unreadable) {
      throw new CommandFailed("Cannot read " + file + ": " + unreadable.getMessage());
    }
  }

  private static List<VerifyingKey> trusted(Path file) throws CommandFailed {
    try {
      return KeyFile.read(Files.readString(file));
    } catch (IOException | IllegalArgumentException unusable) {
      throw new CommandFailed("The keys in " + file + " cannot be used: " + unusable.getMessage());
    }
  }
}
