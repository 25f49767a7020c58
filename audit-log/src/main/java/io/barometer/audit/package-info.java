/**
 * The audit trail of a service: who changed what, written in the transaction of the change, each
 * entry chained to the one before and signed.
 */
@NullMarked
package io.barometer.audit;

import org.jspecify.annotations.NullMarked;
