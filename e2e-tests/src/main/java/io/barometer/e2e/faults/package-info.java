/** Rounds of killing, and the invariants that hold after each. */
@NullMarked
package io.barometer.e2e.faults;

import org.jspecify.annotations.NullMarked;
