/** Tests of the whole service on a real PostgreSQL and a real Kafka. */
@NullMarked
package io.barometer.scoring;

import org.jspecify.annotations.NullMarked;
