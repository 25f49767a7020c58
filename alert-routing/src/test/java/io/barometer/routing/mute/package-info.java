@NullMarked
package io.barometer.routing.mute;

import org.jspecify.annotations.NullMarked;
