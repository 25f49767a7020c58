/** What this service adds to the audit trail. */
@NullMarked
package io.barometer.alerting.audit;

import org.jspecify.annotations.NullMarked;
