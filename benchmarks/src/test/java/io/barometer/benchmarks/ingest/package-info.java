/** Acknowledged events per second, beside bare inserts. */
@NullMarked
package io.barometer.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;
