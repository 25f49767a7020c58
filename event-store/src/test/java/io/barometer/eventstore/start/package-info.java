@NullMarked
package io.barometer.eventstore.start;

import org.jspecify.annotations.NullMarked;
