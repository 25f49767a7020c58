@NullMarked
package io.barometer.model.replay;

import org.jspecify.annotations.NullMarked;
