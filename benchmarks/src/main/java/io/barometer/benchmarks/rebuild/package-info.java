/** The projection from position 0, beside reading the log alone. */
@NullMarked
package io.barometer.benchmarks.rebuild;

import org.jspecify.annotations.NullMarked;
