@NullMarked
package io.barometer.routing.route;

import org.jspecify.annotations.NullMarked;
