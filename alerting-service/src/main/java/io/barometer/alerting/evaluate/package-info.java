/** From the score log to alerts, deliveries and triggers, exactly once in effect. */
@NullMarked
package io.barometer.alerting.evaluate;

import org.jspecify.annotations.NullMarked;
