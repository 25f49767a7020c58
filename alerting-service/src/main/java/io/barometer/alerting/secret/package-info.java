/** Secrets of receivers, sealed where they are kept. */
@NullMarked
package io.barometer.alerting.secret;

import org.jspecify.annotations.NullMarked;
