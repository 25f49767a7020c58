/** Publishes a log to Kafka, entry by entry, in order, at least once. */
@NullMarked
package io.barometer.eventstore.relay;

import org.jspecify.annotations.NullMarked;
