/** Takes events in and gives them back. */
@NullMarked
package io.barometer.ingestion;

import org.jspecify.annotations.NullMarked;
