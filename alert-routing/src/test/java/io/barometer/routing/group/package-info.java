@NullMarked
package io.barometer.routing.group;

import org.jspecify.annotations.NullMarked;
