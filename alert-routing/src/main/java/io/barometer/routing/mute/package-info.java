/** Hours in which a route stays silent. */
@NullMarked
package io.barometer.routing.mute;

import org.jspecify.annotations.NullMarked;
