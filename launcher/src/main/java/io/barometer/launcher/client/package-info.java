/** Calls to a running stack. */
@NullMarked
package io.barometer.launcher.client;

import org.jspecify.annotations.NullMarked;
