/** What every event must look like, whoever takes it. */
@NullMarked
package io.barometer.edge.event;

import org.jspecify.annotations.NullMarked;
