/** What keeps an alert quiet: silences of people, and other alerts. */
@NullMarked
package io.barometer.routing.quiet;

import org.jspecify.annotations.NullMarked;
