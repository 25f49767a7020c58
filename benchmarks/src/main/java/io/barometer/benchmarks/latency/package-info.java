/** From an event to its score and its message, beside a bare round trip. */
@NullMarked
package io.barometer.benchmarks.latency;

import org.jspecify.annotations.NullMarked;
