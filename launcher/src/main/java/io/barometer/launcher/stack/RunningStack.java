package io.barometer.launcher.stack;

import io.barometer.embedded.EmbeddedPostgres;
import io.barometer.embedded.ServerFailedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** A stack that this JVM supervises. */
public final class RunningStack implements AutoCloseable {
  private static final int SHARDS = 4;

  private final StackOptions options;
  private final Set<Service> services;
  private final DataFolder data;
  private final FileChannel lock;
  private final StartProgress progress;
  private final List<Child> children = new ArrayList<>();
  private final Thread hook = new Thread(this::stop, "stop");
  private StackState.Phase phase = StackState.Phase.STARTING;
  private String message = "";

  private RunningStack(
      StackOptions options,
      Set<Service> services,
      DataFolder data,
      FileChannel lock,
      StartProgress progress) {
    this.options = options;
    this.services = services;
    this.data = data;
    this.lock = lock;
    this.progress = progress;
  }

  static RunningStack prepare(StackOptions options, Set<Service> services, StartProgress progress) {
    DataFolder data = DataFolder.create(options.data());
    try {
      RunningStack stack = new RunningStack(options, services, data, data.lock(), progress);
      Runtime.getRuntime().addShutdownHook(stack.hook);
      return stack;
    } catch (IOException failure) {
      throw new ServerFailedException("The folder " + data.path() + " cannot be locked", failure);
    }
  }

  void boot() {
    if (Orphans.stop(data.path()) > 0) {
      step("stopped what a killed Barometer had left behind");
    }
    PortCheck.requireFree(addresses().ports());
    step("starting PostgreSQL and Kafka");
    Addresses addresses = addresses();
    Child postgres =
        child(
            "postgres",
            addresses.postgresPort(),
            new PostgresLaunch(data, addresses.postgresPort()));
    Child kafka = child("kafka", addresses.kafkaPort(), new KafkaLaunch(data, addresses, SHARDS));
    together(kafka::start, () -> startWithServices(postgres));
    become(StackState.Phase.READY, "");
  }

  /** Services need their database at once, and Kafka only later. */
  private void startWithServices(Child postgres) {
    postgres.start();
    step("starting the " + names() + (services.size() == 1 ? " service" : " services"));
    together(
        services().stream().map(service -> (Runnable) service::start).toArray(Runnable[]::new));
  }

  /**
   * Starts one more instance of a service beside those that run, and returns when it is ready.
   *
   * @return the name of its process
   * @throws ServerFailedException when it does not start
   */
  public String add(Service service) {
    Instance instance;
    Child child;
    synchronized (this) {
      long running =
          children.stream()
              .flatMap(one -> Instance.named(one.name()).stream())
              .filter(one -> one.service() == service)
              .count();
      instance = new Instance(service, (int) running + 1);
      child = child(instance, configuration());
    }
    child.start();
    return instance.name();
  }

  /** Where everything listens. */
  public Addresses addresses() {
    return options.addresses();
  }

  /** The keys to call it with. */
  public Credentials credentials() {
    return Credentials.readOrCreate(data.path());
  }

  /** The folder with the log files. */
  public Path logs() {
    return data.path().resolve("logs");
  }

  /** Stops everything, the services first. May be called again. */
  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyStopping) {
      Thread.onSpinWait();
    }
  }

  void fail(RuntimeException failure) {
    close();
    message = String.valueOf(failure.getMessage());
    phase = StackState.Phase.FAILED;
    save();
  }

  private List<Child> services() {
    ServiceConfiguration configuration = configuration();
    return services.stream()
        .map(service -> child(new Instance(service, 1), configuration))
        .toList();
  }

  private Child child(Instance instance, ServiceConfiguration configuration) {
    return child(
        instance.name(),
        instance.grpcPort(options.portBase()),
        new ServiceLaunch(instance, data, Stack.home(), configuration));
  }

  private ServiceConfiguration configuration() {
    return new ServiceConfiguration(
        options, credentials(), EmbeddedPostgres.storedPassword(data.postgres()));
  }

  /** For people, e.g. {@code ingestion, scoring and alerting}. */
  private String names() {
    String names = String.join(", ", services.stream().map(Service::label).toList());
    int last = names.lastIndexOf(", ");
    return last < 0 ? names : names.substring(0, last) + " and " + names.substring(last + 2);
  }

  private synchronized Child child(String name, int port, Launch launch) {
    Child child = new Child(name, port, launch, this::save);
    children.add(child);
    return child;
  }

  private static void together(Runnable... starts) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture.allOf(
              Stream.of(starts)
                  .map(start -> CompletableFuture.runAsync(start, threads))
                  .toArray(CompletableFuture[]::new))
          .join();
    } catch (CompletionException failure) {
      throw failure.getCause() instanceof ServerFailedException told ? told : failure;
    }
  }

  private void stop() {
    List<Child> stopping;
    synchronized (this) {
      if (phase == StackState.Phase.STOPPED) {
        return;
      }
      phase = StackState.Phase.STOPPED;
      stopping = new ArrayList<>(children).reversed();
    }
    stopTogether(stopping.stream().filter(child -> !isServer(child)).toList());
    stopTogether(stopping.stream().filter(RunningStack::isServer).toList());
    save();
    try {
      lock.close();
    } catch (IOException failure) {
      System.err.println(Instant.now() + " the lock cannot be released: " + failure);
    }
  }

  private static void stopTogether(List<Child> stopping) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      stopping.forEach(child -> threads.execute(child::stop));
    }
  }

  private static boolean isServer(Child child) {
    return child.name().equals("postgres") || child.name().equals("kafka");
  }

  private void step(String text) {
    progress.step(text);
    become(StackState.Phase.STARTING, text);
  }

  private void become(StackState.Phase now, String text) {
    synchronized (this) {
      if (phase == StackState.Phase.STOPPED) {
        throw new ServerFailedException("Stopped while it started");
      }
      phase = now;
      message = text;
    }
    save();
  }

  private synchronized void save() {
    List<StackState.Entry> entries =
        children.stream().map(Child::entry).filter(Objects::nonNull).toList();
    try {
      new StackState(
              ProcessIdentity.of(ProcessHandle.current()),
              options.portBase(),
              options.clock(),
              phase,
              message,
              entries)
          .write(data.path());
    } catch (IOException failure) {
      System.err.println(Instant.now() + " the state cannot be written: " + failure);
    }
  }
}
