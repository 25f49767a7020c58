package io.barometer.launcher.cli;

import io.barometer.certificate.CertificateFile;
import io.barometer.certificate.Objection.About;
import io.barometer.certificate.Proof;
import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.show.CertificateJson;
import io.barometer.launcher.show.CertificateText;
import io.barometer.model.name.SafeText;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description =
        "Computes the score of a certificate again, without any server. Ends with 0 only if the"
            + " figure is the same, and made of what the certificate says.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:The figure is the same.",
      "1:The file is no certificate, or something else in it was changed.",
      "2:Wrong usage.",
      "3:The events and the model are those of the certificate; the figure is another one.",
      "4:An event was left out, added, moved or changed.",
      "5:The text of the model was changed."
    })
final class VerifyCommand implements Callable<Integer> {
  private final BarometerCommand barometer;

  @Parameters(paramLabel = "FILE", description = "A certificate, as ./barometer prove writes it.")
  private Path file = Path.of("");

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  VerifyCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Override
  public Integer call() throws CommandFailed {
    Proof proof = Proof.of(reading());
    if (json) {
      barometer.print(CertificateJson.of(file, proof));
    } else {
      barometer.print(CertificateText.lines(barometer.terminal(), proof));
    }
    return proof.gravest().map(VerifyCommand::exitCode).orElse(0);
  }

  private static int exitCode(About gravest) {
    return switch (gravest) {
      case FILE -> 1;
      case FIGURE -> 3;
      case EVENTS -> 4;
      case MODEL -> 5;
    };
  }

  private CertificateFile.Reading reading() throws CommandFailed {
    try {
      return CertificateFile.read(file);
    } catch (NoSuchFileException missing) {
      throw new CommandFailed("There is no file " + file + ".");
    } catch (IOException unreadable) {
      throw new CommandFailed("Cannot read " + file + ": " + unreadable.getMessage());
    } catch (IllegalArgumentException broken) {
      throw new CommandFailed(
          "%s is no certificate: %s"
              .formatted(file, SafeText.line(String.valueOf(broken.getMessage()))));
    }
  }
}
