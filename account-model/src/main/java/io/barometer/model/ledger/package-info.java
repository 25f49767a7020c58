/** Why a score changed between two instants, in parts that add up to the change. */
@NullMarked
package io.barometer.model.ledger;

import org.jspecify.annotations.NullMarked;
