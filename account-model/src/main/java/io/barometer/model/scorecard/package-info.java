/**
 * Scorecards as data: metrics, dimensions, normalisers, bands; their validation and canonical form.
 */
@NullMarked
package io.barometer.model.scorecard;

import org.jspecify.annotations.NullMarked;
