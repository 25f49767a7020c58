/** What a tenant watches: rules, as people put them. */
@NullMarked
package io.barometer.alerting.rule;

import org.jspecify.annotations.NullMarked;
