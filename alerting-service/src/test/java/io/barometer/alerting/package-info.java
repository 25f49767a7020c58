@NullMarked
package io.barometer.alerting;

import org.jspecify.annotations.NullMarked;
