/**
 * A real PostgreSQL and a real Kafka without Docker, and receivers for what Barometer sends out.
 */
@NullMarked
package io.barometer.embedded;

import org.jspecify.annotations.NullMarked;
