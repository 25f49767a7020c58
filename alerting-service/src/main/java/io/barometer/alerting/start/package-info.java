/** What must hold before and while the service works. */
@NullMarked
package io.barometer.alerting.start;

import org.jspecify.annotations.NullMarked;
