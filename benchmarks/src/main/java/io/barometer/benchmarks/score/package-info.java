/** How fast accounts are scored from histories in memory. */
@NullMarked
package io.barometer.benchmarks.score;

import org.jspecify.annotations.NullMarked;
