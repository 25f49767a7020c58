/** Publishes the log to Kafka. */
@NullMarked
package io.barometer.ingestion.publish;

import org.jspecify.annotations.NullMarked;
