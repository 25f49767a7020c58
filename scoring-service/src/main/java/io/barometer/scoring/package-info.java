/** What the scoring service starts, refuses to start without, and reports about itself. */
@NullMarked
package io.barometer.scoring;

import org.jspecify.annotations.NullMarked;
