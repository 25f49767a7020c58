@NullMarked
package io.barometer.launcher.stack;

import org.jspecify.annotations.NullMarked;
