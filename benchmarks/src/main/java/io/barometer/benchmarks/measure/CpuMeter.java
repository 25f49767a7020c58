package io.barometer.benchmarks.measure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** CPU time of several parts, between two moments. */
public final class CpuMeter {
  private final Map<String, DoubleSupplier> parts = new LinkedHashMap<>();

  /** Adds a process without its children. */
  public CpuMeter process(String part, long pid) {
    return part(part, () -> ProcessTree.cpuSeconds(pid));
  }

  /** Adds a process with all its descendants. */
  public CpuMeter tree(String part, long pid) {
    return part(part, () -> ProcessTree.cpuSecondsWithChildren(pid));
  }

  CpuMeter part(String part, DoubleSupplier seconds) {
    parts.put(part, seconds);
    return this;
  }

  /** Seconds so far, per part. */
  public Map<String, Double> read() {
    Map<String, Double> seconds = new LinkedHashMap<>();
    parts.forEach((part, source) -> seconds.put(part, source.getAsDouble()));
    return seconds;
  }

  /** Microseconds per event, per part, between two readings. */
  public static Map<String, Double> microsPerEvent(
      Map<String, Double> before, Map<String, Double> after, long events) {
    Map<String, Double> micros = new LinkedHashMap<>();
    after.forEach(
        (part, seconds) ->
            micros.put(part, (seconds - before.getOrDefault(part, 0.0)) * 1e6 / events));
    return micros;
  }
}
