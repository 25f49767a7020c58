package io.barometer.e2e.faults;

import io.barometer.e2e.example.ExampleFile;
import io.barometer.e2e.example.ExampleRow;
import io.barometer.e2e.platform.LogFiles;
import io.barometer.e2e.platform.Outlets;
import io.barometer.e2e.platform.Platform;
import io.barometer.launcher.stack.Service;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Rounds of kill −9 on a platform with two, later three instances of scoring and two of alerting.
 * Each round imports the next rows of the example with the importer that users have, which tries
 * again by itself; meanwhile processes are killed and brought back by the stack's supervisor. When
 * the import is through and everything is quiet, every invariant is checked.
 */
public final class FaultRounds implements AutoCloseable {
  private static final int MOST_ROWS_A_ROUND = 2_500;
  private static final int ROWS_A_STEP = 200;
  private static final Duration STEP = Duration.ofMillis(500);
  private static final Duration UP_AGAIN = Duration.ofSeconds(120);
  private static final Duration QUIET = Duration.ofSeconds(180);

  /** Instances that run besides the first of each. */
  private static final List<Service> BESIDES = List.of(Service.SCORING, Service.ALERTING);

  /** The round in which one more instance of scoring joins under load. */
  private static final int JOINED = 1;

  private static final List<Target> ROLLED =
      List.of(Target.INGESTION, Target.SCORING, Target.ALERTING);

  private static final Instant ALWAYS = Instant.parse("2000-01-01T00:00:00Z");

  private static final Map<String, List<String>> TOLD =
      Map.of(
          "at-risk-intervention", List.of(Outlets.WEBHOOK, Outlets.SLACK),
          "rapid-decline-7d", List.of(Outlets.WEBHOOK, Outlets.EMAIL),
          "sustained-low", List.of(Outlets.WEBHOOK));

  private final long seed;
  private final PrintStream out;
  private final Outlets outlets;
  private final Platform platform;
  private final Acknowledgements acknowledgements = new Acknowledgements(Platform.TENANT);
  private final List<String> violations = new ArrayList<>();
  private List<ExampleRow> imported = List.of();

  private FaultRounds(long seed, PrintStream out, Outlets outlets, Platform platform) {
    this.seed = seed;
    this.out = out;
    this.outlets = outlets;
    this.platform = platform;
  }

  /** Starts a platform in an empty folder, with receivers that hear of every alert. */
  public static FaultRounds in(Path data, long seed, PrintStream out) {
    Outlets outlets = Outlets.start();
    Platform platform = Platform.start(data, outlets::reachable);
    BESIDES.forEach(platform::add);
    outlets.connect(platform, ALWAYS, TOLD);
    Drill.connect(platform.calls(), outlets, ALWAYS);
    return new FaultRounds(seed, out, outlets, platform);
  }

  /** Runs so many rounds and returns everything that was violated, in words. */
  public List<String> run(int rounds) throws InterruptedException {
    List<ExampleRow> rows = ExampleFile.rowsReceivedBefore(Instant.MAX);
    int rowsARound = Math.min(MOST_ROWS_A_ROUND, rows.size() / rounds);
    List<List<Blow>> plan = Blow.plan(rounds, seed);
    try (CheckpointWatch watch = new CheckpointWatch(platform.database())) {
      watch.start();
      for (int round = 0; round < rounds; round++) {
        imported = rows.subList(0, (round + 1) * rowsARound);
        List<String> wrong =
            round(
                imported.subList(round * rowsARound, imported.size()),
                plan.get(round),
                round == JOINED);
        wrong.addAll(watch.violations());
        tell(round, plan.get(round), wrong, watch.takeLongest());
        violations.addAll(wrong);
      }
      out.printf("checkpoints were read %,d times%n", watch.looks());
    }
    return List.copyOf(violations);
  }

  /** The rows that were imported. */
  public List<ExampleRow> imported() {
    return imported;
  }

  /** The platform under fire. */
  public Platform platform() {
    return platform;
  }

  /**
   * Ends one service after the other politely and waits until each is back, while rows come in all
   * the time; returns everything that was violated, in words.
   */
  public List<String> rollingRestart() throws InterruptedException {
    Victims victims = new Victims(platform.data());
    acknowledgements.newImport();
    Channel overheard =
        ClientInterceptors.intercept(platform.calls().ingestion(), acknowledgements);
    List<ExampleRow> rows = ExampleFile.rowsReceivedBefore(Instant.MAX);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<Void> restarting =
          CompletableFuture.runAsync(() -> restart(victims), threads);
      while (!restarting.isDone() && imported.size() + ROWS_A_STEP <= rows.size()) {
        int before = imported.size();
        imported = rows.subList(0, before + ROWS_A_STEP);
        var _ = platform.importRows(imported.subList(before, imported.size()), overheard);
        Thread.sleep(STEP);
      }
      restarting.join();
    }
    platform.awaitQuiet(QUIET);
    List<String> wrong = check();
    out.printf(
        "rolling restart of %s: %s%n",
        ROLLED, wrong.isEmpty() ? "every invariant holds" : wrong.size() + " violations");
    wrong.stream().limit(20).forEach(line -> out.println("  " + line));
    return wrong;
  }

  private void restart(Victims victims) {
    try {
      for (Target target : ROLLED) {
        int restarts = victims.restarts();
        victims.end(target);
        victims.awaitReady(restarts + 1, UP_AGAIN);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    platform.close();
    outlets.close();
  }

  private List<String> round(List<ExampleRow> rows, List<Blow> blows, boolean joined)
      throws InterruptedException {
    Victims victims = new Victims(platform.data());
    int restarts = victims.restarts();
    acknowledgements.newImport();
    Channel overheard =
        ClientInterceptors.intercept(platform.calls().ingestion(), acknowledgements);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<Void> killing =
          CompletableFuture.runAsync(() -> strike(victims, blows, joined), threads);
      var _ = platform.importRows(rows, overheard);
      killing.join();
    }
    victims.awaitReady(restarts + blows.size(), UP_AGAIN);
    platform.awaitQuiet(QUIET);
    return check();
  }

  private void strike(Victims victims, List<Blow> blows, boolean joined) {
    try {
      for (Blow blow : blows) {
        acknowledgements.awaitBatches(blow.afterBatches());
        Thread.sleep(blow.delayMillis());
        victims.kill(blow.target());
      }
      if (joined) {
        platform.add(Service.SCORING);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private List<String> check() {
    List<String> wrong = new ArrayList<>(acknowledgements.refusals());
    int heardBefore = outlets.webhook().requests().size();
    wrong.addAll(
        new StoreInvariants(platform.database())
            .violations(Platform.TENANT, acknowledgements.eventIds()));
    if (acknowledgements.eventIds().size() != imported.size()) {
      wrong.add(acknowledgements.eventIds().size() + " events acknowledged of " + imported.size());
    }
    wrong.addAll(new ScoringInvariants(platform).violations());
    wrong.addAll(new AlertingInvariants(platform.database(), outlets).violations(TOLD));
    wrong.addAll(
        new DrillInvariants(platform.database(), outlets)
            .violations(TriggerIds.inTopic(platform.addresses().kafka())));
    if (outlets.webhook().requests().size() != heardBefore) {
      wrong.add("the replay told somebody something");
    }
    wrong.addAll(new LogFiles(platform.data()).linesWith(secrets()));
    return wrong;
  }

  private Set<String> secrets() {
    Set<String> secrets = new TreeSet<>(outlets.secrets());
    secrets.add(platform.credentials().apiKey());
    secrets.add(platform.credentials().serviceKey());
    secrets.add(platform.credentials().encryptionKey());
    secrets.add(platform.credentials().auditKey());
    secrets.add(platform.database().password());
    return secrets;
  }

  private void tell(
      int round, List<Blow> blows, List<String> wrong, CheckpointWatch.Standstill longest) {
    out.printf(
        "round %d: %s: %s; stood still for %.1f s at most: %s%n",
        round + 1,
        blows,
        wrong.isEmpty() ? "every invariant holds" : wrong.size() + " violations",
        longest.length().toMillis() / 1e3,
        longest.place().isEmpty() ? "nothing" : longest.place());
    wrong.stream().limit(20).forEach(line -> out.println("  " + line));
    out.flush();
  }
}
