/** Names as people write them: with mistakes. */
@NullMarked
package io.barometer.model.name;

import org.jspecify.annotations.NullMarked;
