/** PostgreSQL, Kafka and the three services as one thing that goes up and down. */
@NullMarked
package io.barometer.launcher.stack;

import org.jspecify.annotations.NullMarked;
