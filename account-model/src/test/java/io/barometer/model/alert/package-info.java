@NullMarked
package io.barometer.model.alert;

import org.jspecify.annotations.NullMarked;
