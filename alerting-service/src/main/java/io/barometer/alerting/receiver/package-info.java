/** Who is told: the stored receivers, and where they may be. */
@NullMarked
package io.barometer.alerting.receiver;

import org.jspecify.annotations.NullMarked;
