/** From a score that crosses a level to the message, beside Prometheus Alertmanager. */
@NullMarked
package io.barometer.benchmarks.alerting;

import org.jspecify.annotations.NullMarked;
