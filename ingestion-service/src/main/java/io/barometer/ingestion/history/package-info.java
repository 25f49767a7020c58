/** Gives an account its events back. */
@NullMarked
package io.barometer.ingestion.history;

import org.jspecify.annotations.NullMarked;
