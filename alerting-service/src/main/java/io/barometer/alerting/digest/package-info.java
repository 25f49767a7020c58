/** What a subscriber should know of their accounts, once a day or a week. */
@NullMarked
package io.barometer.alerting.digest;

import org.jspecify.annotations.NullMarked;
