/** Fixtures for the services' tests: real servers, credentials and channels. */
@NullMarked
package io.barometer.testing;

import org.jspecify.annotations.NullMarked;
