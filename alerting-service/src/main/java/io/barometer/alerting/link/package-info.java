/** Links of messages: signed, so that they need no login. */
@NullMarked
package io.barometer.alerting.link;

import org.jspecify.annotations.NullMarked;
