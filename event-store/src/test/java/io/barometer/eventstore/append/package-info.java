@NullMarked
package io.barometer.eventstore.append;

import org.jspecify.annotations.NullMarked;
