/** What this service adds to the audit trail. */
@NullMarked
package io.barometer.scoring.audit;

import org.jspecify.annotations.NullMarked;
