/** Checks events and hands them to the store. */
@NullMarked
package io.barometer.ingestion.record;

import org.jspecify.annotations.NullMarked;
