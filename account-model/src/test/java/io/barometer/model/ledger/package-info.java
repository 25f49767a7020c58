@NullMarked
package io.barometer.model.ledger;

import org.jspecify.annotations.NullMarked;
