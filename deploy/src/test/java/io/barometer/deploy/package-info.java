/** What the deployments must hold, tested without a cluster. */
@NullMarked
package io.barometer.deploy;

import org.jspecify.annotations.NullMarked;
