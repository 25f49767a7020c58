/** What people keep quiet for a while. */
@NullMarked
package io.barometer.alerting.silence;

import org.jspecify.annotations.NullMarked;
