/** What callers set up: who is told, with which secrets, and of what. */
@NullMarked
package io.barometer.alerting.setup;

import org.jspecify.annotations.NullMarked;
