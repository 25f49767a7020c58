package io.barometer.e2e.platform;

import io.barometer.e2e.example.ExampleFile;
import io.barometer.e2e.example.ExampleRow;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.client.Target;
import io.barometer.launcher.importer.ImportOptions;
import io.barometer.launcher.importer.ImportRefused;
import io.barometer.launcher.importer.ImportSummary;
import io.barometer.launcher.importer.Importer;
import io.barometer.launcher.show.Terminal;
import io.barometer.launcher.stack.Addresses;
import io.barometer.launcher.stack.Credentials;
import io.barometer.launcher.stack.PortBase;
import io.barometer.launcher.stack.RunningStack;
import io.barometer.launcher.stack.Service;
import io.barometer.launcher.stack.Stack;
import io.barometer.launcher.stack.StackOptions;
import io.grpc.Channel;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * PostgreSQL, Kafka and the three services, each in its own process, on free ports, with the replay
 * clock, and calls to them.
 */
public final class Platform implements AutoCloseable {
  /** The tenant that calls are made for. */
  public static final String TENANT = Credentials.TENANT;

  private final Path data;
  private final RunningStack stack;
  private final Connection connection;
  private final Map<String, Connection> tenants = new TreeMap<>();

  private Platform(Path data, RunningStack stack, Connection connection) {
    this.data = data;
    this.stack = stack;
    this.connection = connection;
  }

  /** Starts a platform in a folder; one that was stopped there goes on. */
  public static Platform start(Path data) {
    return start(data, options -> options);
  }

  /** Starts a platform with more options. */
  public static Platform start(Path data, UnaryOperator<StackOptions> more) {
    if (System.getProperty("barometer.home") == null) {
      System.setProperty("barometer.home", ExampleFile.checkout().toString());
    }
    PlatformTemplate.prepare(data);
    StackOptions options =
        StackOptions.in(data)
            .on(PortBase.free())
            .with(StackOptions.Clock.REPLAY)
            .with(Service.ALERTING, "barometer.destinations.allow", "127.0.0.1");
    RunningStack stack = Stack.start(more.apply(options), step -> {});
    return new Platform(data, stack, new Connection(target(stack)));
  }

  /** Starts a platform that knows these tenants too; {@link #calls(String)} calls for one. */
  public static Platform start(Path data, Set<String> tenants, UnaryOperator<StackOptions> more) {
    Map<String, String> keys = new TreeMap<>();
    tenants.forEach(tenant -> keys.put(tenant, "key-of-" + tenant + "-" + System.nanoTime()));
    String known = Credentials.readOrCreate(data).configuration(keys);
    Platform platform =
        start(
            data,
            options -> {
              StackOptions all = more.apply(options);
              for (Service service : Service.values()) {
                all = all.with(service, "barometer.keys", known);
              }
              return all;
            });
    keys.forEach((tenant, key) -> platform.tenants.put(tenant, platform.connect(key)));
    return platform;
  }

  /** Calls to the services for one of the tenants of the start. */
  public Connection calls(String tenant) {
    return Objects.requireNonNull(tenants.get(tenant), tenant);
  }

  private Connection connect(String tenantKey) {
    Target own = target(stack);
    return new Connection(
        new Target(own.ingestion(), own.scoring(), own.alerting(), tenantKey, own.serviceKey()));
  }

  /** Calls to the services. */
  public Connection calls() {
    return connection;
  }

  /** Starts one more instance of a service; its process has a number behind the name. */
  public String add(Service service) {
    return stack.add(service);
  }

  /** Where everything listens. */
  public Addresses addresses() {
    return stack.addresses();
  }

  /** The keys of the stack. */
  public Credentials credentials() {
    return stack.credentials();
  }

  /** The folder with all data. */
  public Path data() {
    return data;
  }

  /** The folder with the log files. */
  public Path logs() {
    return stack.logs();
  }

  /** The database, as its superuser sees it. */
  public Database database() {
    try {
      String password = Files.readString(data.resolve("postgres/password")).strip();
      return new Database(stack.addresses().postgres(), password);
    } catch (IOException unreadable) {
      throw new IllegalStateException("the database's password cannot be read", unreadable);
    }
  }

  /** Imports rows as a user does, with the importer and the mapping that ships. */
  public ImportSummary importRows(List<ExampleRow> rows) {
    return importRows(rows, connection.ingestion());
  }

  /** The same over a channel that the caller watches. */
  public ImportSummary importRows(List<ExampleRow> rows, Channel ingestion) {
    try {
      Path file = ExampleFile.write(Files.createTempFile("rows", ".csv.gz"), rows);
      return importFile(ImportOptions.of(file).withMapping(ExampleFile.mapping()), ingestion);
    } catch (IOException failure) {
      throw new IllegalStateException("rows cannot be written", failure);
    }
  }

  /** Imports a file. */
  public ImportSummary importFile(ImportOptions options) {
    return importFile(options, connection.ingestion());
  }

  private static ImportSummary importFile(ImportOptions options, Channel ingestion) {
    PrintStream silence = new PrintStream(OutputStream.nullOutputStream());
    try {
      return new Importer(ingestion, Terminal.plain(), silence)
          .run(options.withPatience(Duration.ofMinutes(3)));
    } catch (ImportRefused | IOException refused) {
      throw new IllegalStateException("the import failed: " + refused.getMessage(), refused);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the import was interrupted", interrupted);
    }
  }

  /**
   * Waits until every recorded event is in the scores, and every score change is judged and told.
   */
  public void awaitQuiet(Duration limit) {
    new Quiet(this).await(limit);
  }

  @Override
  public void close() {
    connection.close();
    tenants.values().forEach(Connection::close);
    stack.close();
    PlatformTemplate.keep(data);
  }

  private static Target target(RunningStack stack) {
    return Target.of(stack.addresses(), stack.credentials());
  }
}
