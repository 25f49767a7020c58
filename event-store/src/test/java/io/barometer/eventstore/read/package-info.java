/** Tests of the reads. */
@NullMarked
package io.barometer.eventstore.read;

import org.jspecify.annotations.NullMarked;
