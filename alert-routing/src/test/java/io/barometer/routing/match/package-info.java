@NullMarked
package io.barometer.routing.match;

import org.jspecify.annotations.NullMarked;
