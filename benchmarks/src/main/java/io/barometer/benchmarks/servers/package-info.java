/** PostgreSQL, Kafka and services of one run, in a folder that is thrown away. */
@NullMarked
package io.barometer.benchmarks.servers;

import org.jspecify.annotations.NullMarked;
