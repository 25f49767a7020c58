/** The command that measures Barometer beside the limits of the machine. */
@NullMarked
package io.barometer.benchmarks;

import org.jspecify.annotations.NullMarked;
