/** Scores day by day. */
@NullMarked
package io.barometer.scoring.history;

import org.jspecify.annotations.NullMarked;
