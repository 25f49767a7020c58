/** The score log for projections of other services, and the rebuild of this one. */
@NullMarked
package io.barometer.scoring.log;

import org.jspecify.annotations.NullMarked;
