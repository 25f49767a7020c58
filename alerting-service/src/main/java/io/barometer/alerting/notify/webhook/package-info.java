/** Alerts as signed webhooks. */
@NullMarked
package io.barometer.alerting.notify.webhook;

import org.jspecify.annotations.NullMarked;
