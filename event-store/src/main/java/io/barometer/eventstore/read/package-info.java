/** Reads the store by shard, as projections and relays do. */
@NullMarked
package io.barometer.eventstore.read;

import org.jspecify.annotations.NullMarked;
