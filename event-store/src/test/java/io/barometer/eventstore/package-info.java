@NullMarked
package io.barometer.eventstore;

import org.jspecify.annotations.NullMarked;
