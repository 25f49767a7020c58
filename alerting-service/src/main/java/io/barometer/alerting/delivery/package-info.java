/** The log of deliveries, and sending them again. */
@NullMarked
package io.barometer.alerting.delivery;

import org.jspecify.annotations.NullMarked;
