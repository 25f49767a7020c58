@NullMarked
package io.barometer.alerting.receiver;

import org.jspecify.annotations.NullMarked;
