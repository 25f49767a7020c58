/** Metrics made ready to be read from a history. */
@NullMarked
package io.barometer.model.measure;

import org.jspecify.annotations.NullMarked;
