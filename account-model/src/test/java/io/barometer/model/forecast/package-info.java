@NullMarked
package io.barometer.model.forecast;

import org.jspecify.annotations.NullMarked;
