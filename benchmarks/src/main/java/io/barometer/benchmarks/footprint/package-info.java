/** Start-up time and memory of the whole stack. */
@NullMarked
package io.barometer.benchmarks.footprint;

import org.jspecify.annotations.NullMarked;
