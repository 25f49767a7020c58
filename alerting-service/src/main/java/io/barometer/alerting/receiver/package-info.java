/** Who is told: receivers, where they may be, and their secrets. */
@NullMarked
package io.barometer.alerting.receiver;

import org.jspecify.annotations.NullMarked;
