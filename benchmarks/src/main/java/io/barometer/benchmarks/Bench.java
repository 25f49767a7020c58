package io.barometer.benchmarks;

import io.barometer.benchmarks.alerting.AlertingBenchmark;
import io.barometer.benchmarks.figure.Report;
import io.barometer.benchmarks.figure.ReportJson;
import io.barometer.benchmarks.figure.ReportText;
import io.barometer.benchmarks.footprint.FootprintBenchmark;
import io.barometer.benchmarks.ingest.IngestBenchmark;
import io.barometer.benchmarks.latency.LatencyBenchmark;
import io.barometer.benchmarks.measure.Machine;
import io.barometer.benchmarks.rebuild.RebuildBenchmark;
import io.barometer.benchmarks.replay.ReplayBenchmark;
import io.barometer.benchmarks.replay.WhatIfBenchmark;
import io.barometer.benchmarks.score.ScoreBenchmark;
import io.barometer.launcher.show.Terminal;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code barometer bench}: results on the standard output, progress on the standard error. */
@Command(
    name = "barometer bench",
    mixinStandardHelpOptions = true,
    description = "Measures Barometer beside what the machine can do without it.")
public final class Bench implements Callable<Integer> {
  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description =
          "ingest, latency, rebuild, footprint, score, replay, whatif, alerting (default: all).")
  private List<String> names = List.of();

  @Option(names = "--json", description = "One JSON document: an object per name.")
  private boolean json;

  @Option(
      names = "--whole-stack",
      description = "ingest: scoring and alerting work on the events meanwhile.")
  private boolean wholeStack;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "ingest, rebuild, score and whatif: rounds that are measured (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "20",
      description = "latency: how long events are sent (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--accounts",
      paramLabel = "N",
      defaultValue = "100000",
      description =
          "replay, whatif: accounts with a year of history (default: ${DEFAULT-VALUE}; whatif 10000).")
  private int accounts;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Runs the command and ends the JVM. */
  public static void main(String[] args) {
    CommandLine command = new CommandLine(new Bench());
    command.setOut(
        new PrintWriter(new PrintStream(System.out, true, StandardCharsets.UTF_8), true));
    System.exit(command.execute(args));
  }

  @Override
  public Integer call() throws Exception {
    if (rounds < 1 || seconds < 1 || accounts < 1) {
      throw new ParameterException(
          spec.commandLine(), "--rounds, --seconds and --accounts have to be 1 or more");
    }
    List<Benchmark> chosen = chosen();
    Map<String, String> machine = Machine.describe();
    List<Report> reports = new ArrayList<>();
    for (Benchmark benchmark : chosen) {
      Report report = benchmark.run(text -> System.err.println(benchmark.name() + ": " + text));
      reports.add(report);
      if (!json) {
        print(report);
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? ReportJson.document(reports, machine) : sentence(machine));
    return 0;
  }

  private List<Benchmark> chosen() {
    List<Benchmark> all =
        List.of(
            new IngestBenchmark(rounds, wholeStack),
            new LatencyBenchmark(seconds),
            new RebuildBenchmark(rounds),
            new FootprintBenchmark(),
            new ScoreBenchmark(rounds),
            new ReplayBenchmark(accounts),
            new WhatIfBenchmark(rounds, accounts),
            new AlertingBenchmark());
    if (names.isEmpty()) {
      return all;
    }
    List<Benchmark> chosen = new ArrayList<>();
    for (String name : new LinkedHashSet<>(names)) {
      chosen.add(
          all.stream()
              .filter(benchmark -> benchmark.name().equals(name))
              .findFirst()
              .orElseThrow(() -> unknown(name, all)));
    }
    return chosen;
  }

  private ParameterException unknown(String name, List<Benchmark> all) {
    return new ParameterException(
        spec.commandLine(),
        "There is no benchmark '%s'; choose from %s."
            .formatted(name, String.join(", ", all.stream().map(Benchmark::name).toList())));
  }

  private void print(Report report) {
    PrintWriter out = spec.commandLine().getOut();
    Terminal detected = Terminal.detect(System.getenv());
    Terminal wide =
        new Terminal(Math.max(100, detected.width()), detected.colour(), detected.interactive());
    ReportText.lines(report, wide).forEach(out::println);
    out.println();
  }

  private static String sentence(Map<String, String> machine) {
    return "Measured on %s, %s cores, %s GiB, %s, Java %s; load before: %s."
        .formatted(
            machine.get("cpu"),
            machine.get("cores"),
            machine.get("memory_gib"),
            machine.get("system"),
            machine.get("java"),
            machine.get("load_before"));
  }
}
