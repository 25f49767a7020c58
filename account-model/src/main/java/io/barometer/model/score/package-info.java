/** Scores, explanations and trends: pure functions of a history, a day and a scorecard. */
@NullMarked
package io.barometer.model.score;

import org.jspecify.annotations.NullMarked;
