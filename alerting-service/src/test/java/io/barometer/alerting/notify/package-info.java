@NullMarked
package io.barometer.alerting.notify;

import org.jspecify.annotations.NullMarked;
