/** The scorecards of this service: loaded, registered. */
@NullMarked
package io.barometer.scoring.scorecard;

import org.jspecify.annotations.NullMarked;
