/** Tests of portfolio. */
@NullMarked
package io.barometer.scoring.portfolio;

import org.jspecify.annotations.NullMarked;
