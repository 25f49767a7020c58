/** Parents and children: what the children's scores are together. */
@NullMarked
package io.barometer.scoring.hierarchy;

import org.jspecify.annotations.NullMarked;
