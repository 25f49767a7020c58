@NullMarked
package io.barometer.alerting.notify.email;

import org.jspecify.annotations.NullMarked;
