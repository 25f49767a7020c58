@NullMarked
package io.barometer.alerting.notify.slack;

import org.jspecify.annotations.NullMarked;
