/** The tree that decides whom an alert is told. */
@NullMarked
package io.barometer.routing.route;

import org.jspecify.annotations.NullMarked;
