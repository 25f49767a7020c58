@NullMarked
package io.barometer.testing;

import org.jspecify.annotations.NullMarked;
