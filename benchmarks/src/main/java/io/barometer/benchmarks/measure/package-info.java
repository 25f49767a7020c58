/** Rates, latencies, CPU time and memory, and the arithmetic on them. */
@NullMarked
package io.barometer.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
