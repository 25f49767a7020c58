/**
 * A running stack as tests see it: through its public calls, and, as nobody else may, through its
 * database.
 */
@NullMarked
package io.barometer.e2e.platform;

import org.jspecify.annotations.NullMarked;
