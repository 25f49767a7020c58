/** The store of this service: its parts, its health, what it insists on at start. */
@NullMarked
package io.barometer.ingestion.store;

import org.jspecify.annotations.NullMarked;
