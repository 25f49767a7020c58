/** Why a score is what it is. */
@NullMarked
package io.barometer.scoring.explain;

import org.jspecify.annotations.NullMarked;
