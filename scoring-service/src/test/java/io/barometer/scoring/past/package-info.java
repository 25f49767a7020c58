/** Tests of looking back. */
@NullMarked
package io.barometer.scoring.past;

import org.jspecify.annotations.NullMarked;
