@NullMarked
package io.barometer.alerting.secret;

import org.jspecify.annotations.NullMarked;
