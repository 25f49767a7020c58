package io.barometer.testing;

import io.barometer.embedded.FreePorts;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * As {@link BarometerServers}, but Kafka is not there and PostgreSQL is behind a door: a test's
 * field {@code Consumer<Boolean> database} opens (true) and shuts (false) it.
 */
public final class CutOffServers implements QuarkusTestResourceLifecycleManager {

  private final BarometerServers servers = new BarometerServers();
  private @Nullable Gate gate;

  /** After the servers of other tests, whose configuration this one replaces. */
  @Override
  public int order() {
    return 1;
  }

  @Override
  public Map<String, String> start() {
    Map<String, String> configuration = new HashMap<>(servers.start());
    Gate opened = new Gate(Objects.requireNonNull(configuration.get("barometer.postgres.address")));
    gate = opened;
    configuration.put("barometer.postgres.address", opened.address());
    configuration.put("kafka.bootstrap.servers", "127.0.0.1:" + FreePorts.take(1)[0]);
    return configuration;
  }

  @Override
  public void inject(TestInjector injector) {
    Consumer<Boolean> door = Objects.requireNonNull(gate)::open;
    injector.injectIntoFields(door, field -> field.getName().equals("database"));
  }

  @Override
  public void stop() {
    if (gate != null) {
      gate.close();
    }
  }
}
