@NullMarked
package io.barometer.alerting.digest;

import org.jspecify.annotations.NullMarked;
