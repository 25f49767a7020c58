/**
 * The platform under fire: kills processes and checks that nothing is lost, doubled or told twice.
 */
@NullMarked
package io.barometer.e2e;

import org.jspecify.annotations.NullMarked;
