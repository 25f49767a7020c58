package io.barometer.launcher.stack;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a stack is started with.
 *
 * @param data folder of everything it keeps; made on the first start
 * @param portBase first port, 1024 … 65000; see {@link Addresses}
 * @param clock the platform's clock
 * @param otlp endpoint for traces, e.g. {@code http://127.0.0.1:4317}; empty for none
 * @param jsonLogs whether the services log JSON
 * @param settings more configuration for a service, by property name
 */
public record StackOptions(
    Path data,
    int portBase,
    Clock clock,
    String otlp,
    boolean jsonLogs,
    Map<Service, Map<String, String>> settings) {
  /** The first port unless another is asked for. */
  public static final int DEFAULT_PORT_BASE = 7400;

  /** Whose time events are recorded with. */
  public enum Clock {
    /** This machine's. */
    SYSTEM,
    /** The received time of the events that come in; it never goes back. */
    REPLAY
  }

  public StackOptions {
    if (portBase < 1024 || portBase > 65000) {
      throw new IllegalArgumentException("The first port has to be 1024 … 65000, not " + portBase);
    }
    settings = Map.copyOf(settings);
  }

  /** A stack with the system clock, without traces, on the default ports. */
  public static StackOptions in(Path data) {
    return new StackOptions(data, DEFAULT_PORT_BASE, Clock.SYSTEM, "", false, Map.of());
  }

  /** The same on other ports. */
  public StackOptions on(int otherPortBase) {
    return new StackOptions(data, otherPortBase, clock, otlp, jsonLogs, settings);
  }

  /** The same with another clock. */
  public StackOptions with(Clock otherClock) {
    return new StackOptions(data, portBase, otherClock, otlp, jsonLogs, settings);
  }

  /** The same with one more setting of a service. */
  public StackOptions with(Service service, String property, String value) {
    Map<Service, Map<String, String>> all = new LinkedHashMap<>(settings);
    Map<String, String> of = new LinkedHashMap<>(all.getOrDefault(service, Map.of()));
    of.put(property, value);
    all.put(service, Map.copyOf(of));
    return new StackOptions(data, portBase, clock, otlp, jsonLogs, all);
  }

  Addresses addresses() {
    return new Addresses(portBase);
  }
}
