/** The log of a shard for projections. */
@NullMarked
package io.barometer.ingestion.log;

import org.jspecify.annotations.NullMarked;
