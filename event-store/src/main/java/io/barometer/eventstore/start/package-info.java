/** What must hold before a service starts; otherwise it refuses, saying what to do. */
@org.jspecify.annotations.NullMarked
package io.barometer.eventstore.start;
