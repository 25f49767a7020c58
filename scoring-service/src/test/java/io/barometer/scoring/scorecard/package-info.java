/** Tests of scorecard. */
@NullMarked
package io.barometer.scoring.scorecard;

import org.jspecify.annotations.NullMarked;
