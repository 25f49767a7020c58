/** Watches scores, tells people and playbook engines: the service as a whole. */
@NullMarked
package io.barometer.alerting;

import org.jspecify.annotations.NullMarked;
