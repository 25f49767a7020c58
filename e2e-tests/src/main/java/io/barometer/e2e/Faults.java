package io.barometer.e2e;

import io.barometer.e2e.faults.FaultRounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code barometer faults}: kills processes while data comes in and checks that nothing is lost or
 * told twice.
 */
@Command(
    name = "faults",
    mixinStandardHelpOptions = true,
    description = {
      "Kills the services, PostgreSQL and Kafka with SIGKILL while an import runs, brings them"
          + " back, and checks",
      "after each round that every invariant of docs/fault-tests.md holds. Exit code 1 when one"
          + " does not."
    })
public final class Faults implements Callable<Integer> {
  private static final int MOST_ROUNDS = 1_000;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      paramLabel = "N",
      description =
          "Rounds, 1 to 1,000; five rounds kill each process once (default: ${DEFAULT-VALUE}).")
  private int rounds = 5;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Repeats the kills of an earlier run (default: from the clock).")
  private long seed = System.currentTimeMillis();

  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  private Faults() {}

  /** The command. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Faults()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (rounds < 1 || rounds > MOST_ROUNDS) {
      throw new ParameterException(spec.commandLine(), "--rounds takes 1 to 1,000");
    }
    Path data = Files.createTempDirectory("barometer-faults");
    System.out.printf("seed %d, data in %s%n", seed, data);
    try (FaultRounds faults = FaultRounds.in(data, seed, System.out)) {
      List<String> violations = new ArrayList<>(faults.run(rounds));
      violations.addAll(faults.rollingRestart());
      System.out.printf(
          "%d rounds and a rolling restart, %d violations; the logs are in %s%n",
          rounds, violations.size(), faults.platform().logs());
      return violations.isEmpty() ? 0 : 1;
    }
  }
}
