/** What happened to one account, folded into UTC-day buckets that merge in any order. */
@NullMarked
package io.barometer.model.history;

import org.jspecify.annotations.NullMarked;
