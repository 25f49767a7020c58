/** Work on behalf of one tenant, inside its row-level security. */
@NullMarked
package io.barometer.alerting.tenant;

import org.jspecify.annotations.NullMarked;
