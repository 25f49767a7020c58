/** Alerts as people read and acknowledge them, together with those of one cause. */
@NullMarked
package io.barometer.alerting.incident;

import org.jspecify.annotations.NullMarked;
