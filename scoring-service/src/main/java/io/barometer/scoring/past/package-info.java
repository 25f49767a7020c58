/** Scores as they were, could be known, or would be under another model. */
@NullMarked
package io.barometer.scoring.past;

import org.jspecify.annotations.NullMarked;
