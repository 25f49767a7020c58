@NullMarked
package io.barometer.eventstore.relay;

import org.jspecify.annotations.NullMarked;
