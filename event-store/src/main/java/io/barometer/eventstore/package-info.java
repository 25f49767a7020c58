/** The append-only store, its log, and what publishes and projects it. */
@NullMarked
package io.barometer.eventstore;

import org.jspecify.annotations.NullMarked;
