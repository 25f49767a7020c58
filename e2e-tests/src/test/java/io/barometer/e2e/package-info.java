@NullMarked
package io.barometer.e2e;

import org.jspecify.annotations.NullMarked;
