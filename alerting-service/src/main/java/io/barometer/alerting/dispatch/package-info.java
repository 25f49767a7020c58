/** Groups of alerts, looked at when they are due. */
@NullMarked
package io.barometer.alerting.dispatch;

import org.jspecify.annotations.NullMarked;
