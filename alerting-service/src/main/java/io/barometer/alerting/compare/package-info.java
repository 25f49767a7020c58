/** The alerts that would have come and gone under another model. */
@NullMarked
package io.barometer.alerting.compare;

import org.jspecify.annotations.NullMarked;
