@NullMarked
package io.barometer.e2e.faults;

import org.jspecify.annotations.NullMarked;
