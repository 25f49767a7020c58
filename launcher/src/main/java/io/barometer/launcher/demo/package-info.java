/** `barometer demo`: the whole way once, on real data. */
@NullMarked
package io.barometer.launcher.demo;

import org.jspecify.annotations.NullMarked;
