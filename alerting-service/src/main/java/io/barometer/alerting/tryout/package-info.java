/** Rules on past days, before they wake anyone. */
@NullMarked
package io.barometer.alerting.tryout;

import org.jspecify.annotations.NullMarked;
