/** Listing and summarising scores. */
@NullMarked
package io.barometer.scoring.portfolio;

import org.jspecify.annotations.NullMarked;
