/** Answers of the scoring service that come as streams. */
@NullMarked
package io.barometer.alerting.stream;

import org.jspecify.annotations.NullMarked;
