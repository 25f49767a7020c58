/** Histories of alerts and messages, played by the clock of a test. */
@NullMarked
package io.barometer.routing.desk;

import org.jspecify.annotations.NullMarked;
