/** What is told of alerts that belong together, and when. */
@NullMarked
package io.barometer.routing.group;

import org.jspecify.annotations.NullMarked;
