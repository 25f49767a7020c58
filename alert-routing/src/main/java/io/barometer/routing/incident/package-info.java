/** What alerts have in common, and the life of what they are together. */
@NullMarked
package io.barometer.routing.incident;

import org.jspecify.annotations.NullMarked;
