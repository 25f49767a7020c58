/**
 * A person's word against a score: checked against the scorecard's policy, recorded as an event.
 */
@NullMarked
package io.barometer.scoring.override;

import org.jspecify.annotations.NullMarked;
