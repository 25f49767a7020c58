/** Tests of hierarchies. */
@NullMarked
package io.barometer.scoring.hierarchy;

import org.jspecify.annotations.NullMarked;
