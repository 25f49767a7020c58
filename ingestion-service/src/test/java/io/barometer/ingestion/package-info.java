/** Tests over gRPC, on a real PostgreSQL and a real Kafka. */
@NullMarked
package io.barometer.ingestion;

import org.jspecify.annotations.NullMarked;
