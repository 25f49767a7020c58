/** Scorecards as YAML files: read, checked, registered. */
@NullMarked
package io.barometer.scoring.scorecard;

import org.jspecify.annotations.NullMarked;
