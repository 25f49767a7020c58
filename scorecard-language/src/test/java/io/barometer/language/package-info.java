/** Tests of the scorecard language. */
@NullMarked
package io.barometer.language;

import org.jspecify.annotations.NullMarked;
