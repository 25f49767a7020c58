@NullMarked
package io.barometer.model.whatif;

import org.jspecify.annotations.NullMarked;
