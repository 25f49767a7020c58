/** The scorecard language: model files read, checked, printed, compared and described. */
@NullMarked
package io.barometer.language;

import org.jspecify.annotations.NullMarked;
