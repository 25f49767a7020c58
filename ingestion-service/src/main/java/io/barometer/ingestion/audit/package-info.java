/** What this service adds to the audit trail. */
@NullMarked
package io.barometer.ingestion.audit;

import org.jspecify.annotations.NullMarked;
