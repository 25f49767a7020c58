@NullMarked
package io.barometer.eventstore.project;

import org.jspecify.annotations.NullMarked;
