package io.barometer.launcher.cli;

import io.barometer.certificate.Certificate;
import io.barometer.certificate.CertificateFile;
import io.barometer.certificate.Proof;
import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.CertificateJson;
import io.barometer.launcher.show.CertificateText;
import io.barometer.proto.scoring.v1.Viewpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "prove",
    mixinStandardHelpOptions = true,
    description =
        "Writes a certificate: a score with the events and the model that it follows from."
            + " ./barometer verify computes it again, without any server.")
final class ProveCommand implements Callable<Integer> {
  private final BarometerCommand barometer;

  @Mixin private StackChoice stack = new StackChoice();
  @Mixin private ScoreChoice which = new ScoreChoice();
  @Mixin private ViewOptions view = new ViewOptions();

  @Parameters(paramLabel = "ACCOUNT", description = "The account's id.")
  private String account = "";

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "Where to write it (default: ACCOUNT.certificate.json here).")
  private @Nullable Path out;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  ProveCommand(BarometerCommand barometer) {
    this.barometer = barometer;
  }

  @Override
  public Integer call() throws CommandFailed {
    Path file = out == null ? Path.of(fileName()) : out;
    var from = Viewpoint.newBuilder();
    view.into(from);
    try (Connection connection = barometer.connect(stack)) {
      var witness = new Witness(connection, account, which.name, from.build());
      Proof proof = written(witness.certificate(), file);
      if (json) {
        barometer.print(CertificateJson.of(file, proof));
      } else {
        barometer.print(CertificateText.lines(barometer.terminal(), proof));
        barometer.print("Written to " + file + ". Anybody can check it: ./barometer verify FILE");
      }
      return 0;
    }
  }

  /** Ids may hold what names of files must not. */
  private String fileName() {
    return account.replaceAll("[^A-Za-z0-9_-]", "_") + ".certificate.json";
  }

  /** Nothing that does not hold is left behind. */
  private static Proof written(Certificate certificate, Path file) throws CommandFailed {
    try {
      CertificateFile.write(certificate, file);
      Proof proof = Proof.of(CertificateFile.read(file));
      if (!proof.holds()) {
        Files.delete(file);
        throw new CommandFailed(
            "The platform's figure does not follow from the events it gave. Nothing was written.",
            CertificateText.objections(proof));
      }
      return proof;
    } catch (IOException unwritable) {
      throw new CommandFailed("cannot write " + file + ": " + unwritable.getMessage());
    }
  }
}
