/** Records batch after batch on one stream. */
@NullMarked
package io.barometer.ingestion.stream;

import org.jspecify.annotations.NullMarked;
