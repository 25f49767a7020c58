/** Score changes as they happen. */
@NullMarked
package io.barometer.scoring.watch;

import org.jspecify.annotations.NullMarked;
