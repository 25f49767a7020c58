package io.barometer.benchmarks.servers;

/** Hears what a benchmark is busy with; the text is for people. */
@FunctionalInterface
public interface Steps {
  void step(String text);
}
