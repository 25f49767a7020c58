/** What is in the images. */
@NullMarked
package io.barometer.image;

import org.jspecify.annotations.NullMarked;
