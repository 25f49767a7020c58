/** Tells receivers: intents that are committed before anything is sent, attempts and outcomes. */
@NullMarked
package io.barometer.alerting.notify;

import org.jspecify.annotations.NullMarked;
