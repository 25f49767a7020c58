/** The way of the score log to Kafka. */
@NullMarked
package io.barometer.scoring.publish;

import org.jspecify.annotations.NullMarked;
