@NullMarked
package io.barometer.model.effect;

import org.jspecify.annotations.NullMarked;
