/** What a person chooses to hear, by the links of messages. */
@NullMarked
package io.barometer.alerting.subscription;

import org.jspecify.annotations.NullMarked;
