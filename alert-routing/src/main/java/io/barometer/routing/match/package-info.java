/** Labels of alerts, and what is asked of them. */
@NullMarked
package io.barometer.routing.match;

import org.jspecify.annotations.NullMarked;
