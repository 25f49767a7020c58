/** How a score went and how it may go on: trends, forecasts, and what forecasts were worth. */
@NullMarked
package io.barometer.model.forecast;

import org.jspecify.annotations.NullMarked;
