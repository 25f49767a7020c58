/** The keys of sources: made, listed, rotated, revoked, and known to every instance. */
@NullMarked
package io.barometer.ingestion.key;

import org.jspecify.annotations.NullMarked;
