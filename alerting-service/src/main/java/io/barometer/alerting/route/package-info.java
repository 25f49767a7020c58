/** Who is told of which alerts. */
@NullMarked
package io.barometer.alerting.route;

import org.jspecify.annotations.NullMarked;
