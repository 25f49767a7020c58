/** The projection: recorded events in, histories, scores and the score log out. */
@NullMarked
package io.barometer.scoring.project;

import org.jspecify.annotations.NullMarked;
