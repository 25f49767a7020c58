/** Alerts and what was told of them, as they are stored. */
@NullMarked
package io.barometer.alerting.alert;

import org.jspecify.annotations.NullMarked;
