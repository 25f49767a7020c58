/** The platform's clock and the days it begins. */
@NullMarked
package io.barometer.ingestion.clock;

import org.jspecify.annotations.NullMarked;
