/**
 * The alert policy: rules, what is remembered of an account, and the pure decision which alerts
 * fire and which are resolved.
 */
@NullMarked
package io.barometer.model.alert;

import org.jspecify.annotations.NullMarked;
