package io.barometer.benchmarks;

import io.barometer.benchmarks.figure.Report;
import io.barometer.benchmarks.servers.Steps;

/** Something that can be measured. */
public interface Benchmark {

  /** Its name on the command line. */
  String name();

  /** Measures; takes from seconds to a few minutes. */
  Report run(Steps steps) throws Exception;
}
