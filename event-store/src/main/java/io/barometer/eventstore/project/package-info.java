/** Applies a log to tables, exactly once in effect, whatever Kafka repeats, reorders or forgets. */
@NullMarked
package io.barometer.eventstore.project;

import org.jspecify.annotations.NullMarked;
