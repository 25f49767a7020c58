/** Names as people write them, with mistakes, and texts from outside as they may be shown. */
@NullMarked
package io.barometer.model.name;

import org.jspecify.annotations.NullMarked;
