/**
 * What a score would be under other weights and thresholds, and what would change it for the
 * better.
 */
@NullMarked
package io.barometer.model.whatif;

import org.jspecify.annotations.NullMarked;
