/**
 * Any model through all of history, beside the one in effect: operations that go on where they were
 * after a crash.
 */
@NullMarked
package io.barometer.scoring.replay;

import org.jspecify.annotations.NullMarked;
