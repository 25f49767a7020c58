package io.barometer.benchmarks.servers;

import io.barometer.embedded.EmbeddedPostgres;
import io.barometer.embedded.Folders;
import io.barometer.launcher.stack.PortBase;
import io.barometer.launcher.stack.RunningStack;
import io.barometer.launcher.stack.Service;
import io.barometer.launcher.stack.Stack;
import io.barometer.launcher.stack.StackOptions;
import io.barometer.launcher.stack.StackStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A stack of its own for one run: free ports, and a data folder under the system's temporary folder
 * that is removed at the end.
 */
public final class Arena implements AutoCloseable {
  private final Path folder;
  private final RunningStack stack;
  private final Duration startup;

  private Arena(Path folder, RunningStack stack, Duration startup) {
    this.folder = folder;
    this.stack = stack;
    this.startup = startup;
  }

  /** Starts a stack of some services; the operator may change what it is started with. */
  public static Arena open(Set<Service> services, UnaryOperator<StackOptions> change, Steps steps) {
    try {
      Path folder = Files.createTempDirectory("barometer-bench-");
      long begun = System.nanoTime();
      try {
        StackOptions options = change.apply(StackOptions.in(folder).on(PortBase.free()));
        RunningStack stack = Stack.start(options, services, steps::step);
        return new Arena(folder, stack, Duration.ofNanos(System.nanoTime() - begun));
      } catch (RuntimeException failure) {
        Folders.remove(folder);
        throw failure;
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** From the call to readiness of everything. */
  public Duration startup() {
    return startup;
  }

  /**
   * Process ids by name: {@code launcher} (this JVM), {@code postgres}, {@code kafka}, services.
   */
  public Map<String, Long> processes() {
    return StackStatus.of(folder).lines().stream()
        .collect(Collectors.toMap(StackStatus.Line::name, StackStatus.Line::pid));
  }

  /** Calls to a service with the tenant's key. */
  public Caller asTenant(Service service) {
    return new Caller(stack.addresses().grpc(service), stack.credentials().apiKey());
  }

  /** Calls to a service with the key that reads across tenants. */
  public Caller asService(Service service) {
    return new Caller(stack.addresses().grpc(service), stack.credentials().serviceKey());
  }

  /** Where a service listens for gRPC, host and port, whether it was started or not. */
  public String grpc(Service service) {
    return stack.addresses().grpc(service);
  }

  /** Kafka's host and port. */
  public String kafka() {
    return stack.addresses().kafka();
  }

  /** A connection of PostgreSQL's superuser to the platform's database. */
  public Connection superuser() throws SQLException {
    String url = "jdbc:postgresql://" + stack.addresses().postgres() + "/barometer";
    String password = EmbeddedPostgres.storedPassword(folder.resolve("postgres"));
    return DriverManager.getConnection(url, EmbeddedPostgres.SUPERUSER, password);
  }

  @Override
  public void close() {
    stack.close();
    try {
      Folders.remove(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
