/** Scores as they would be, and what would change them for the better. Nothing here is kept. */
@NullMarked
package io.barometer.scoring.whatif;

import org.jspecify.annotations.NullMarked;
