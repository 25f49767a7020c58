/** Tests of the projection. */
@NullMarked
package io.barometer.scoring.project;

import org.jspecify.annotations.NullMarked;
