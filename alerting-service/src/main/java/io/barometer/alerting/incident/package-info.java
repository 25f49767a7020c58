/** Alerts of one cause, and who takes care of them. */
@NullMarked
package io.barometer.alerting.incident;

import org.jspecify.annotations.NullMarked;
