/** What a benchmark reports, for people and for programs. */
@NullMarked
package io.barometer.benchmarks.figure;

import org.jspecify.annotations.NullMarked;
