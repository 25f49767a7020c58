@NullMarked
package io.barometer.routing.incident;

import org.jspecify.annotations.NullMarked;
