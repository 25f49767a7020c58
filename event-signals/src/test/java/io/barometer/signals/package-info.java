@NullMarked
package io.barometer.signals;

import org.jspecify.annotations.NullMarked;
