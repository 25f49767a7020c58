/** Alerts, as people read and acknowledge them. */
@NullMarked
package io.barometer.alerting.alert;

import org.jspecify.annotations.NullMarked;
