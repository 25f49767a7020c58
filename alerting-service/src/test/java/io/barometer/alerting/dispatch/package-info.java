@NullMarked
package io.barometer.alerting.dispatch;

import org.jspecify.annotations.NullMarked;
