/** How scores went, how they may go on, and what such forecasts were worth. */
@NullMarked
package io.barometer.scoring.forecast;

import org.jspecify.annotations.NullMarked;
