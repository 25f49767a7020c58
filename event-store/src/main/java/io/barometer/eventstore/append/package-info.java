/** Takes events into the store: many callers, one batch, one transaction. */
@NullMarked
package io.barometer.eventstore.append;

import org.jspecify.annotations.NullMarked;
