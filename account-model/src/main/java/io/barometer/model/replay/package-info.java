/** Many days of one account scored at once. */
@NullMarked
package io.barometer.model.replay;

import org.jspecify.annotations.NullMarked;
