/** The accounts among which others are ranked. */
@NullMarked
package io.barometer.scoring.population;

import org.jspecify.annotations.NullMarked;
