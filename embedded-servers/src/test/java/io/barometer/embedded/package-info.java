@NullMarked
package io.barometer.embedded;

import org.jspecify.annotations.NullMarked;
