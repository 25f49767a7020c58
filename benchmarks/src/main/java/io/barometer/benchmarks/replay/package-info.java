/** How fast a candidate model is replayed over a year of a portfolio. */
@NullMarked
package io.barometer.benchmarks.replay;

import org.jspecify.annotations.NullMarked;
